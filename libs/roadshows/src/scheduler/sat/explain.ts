import { instanceOf } from '../model/instance';
import type { Problem, Rule } from '../model/problem';
import { SatSolver } from './cadical';
import { encode } from './encoding';

const RULES: readonly Rule[] = [
  'interpreters',
  'precedences',
  'fixed-slots',
  'sessions',
  'availability',
  'fairness',
  'tables',
  'one-meeting-at-a-time',
];

/** Conflicts after which it is taken that a schedule without the rule may exist; then the rule stays named. */
const CONFLICTS = 200_000;

/** Leaves out one rule after the other while what remains still cannot be kept. */
export async function explain(
  problem: Problem,
  isOver: () => boolean,
): Promise<{ rules: readonly Rule[]; minimal: boolean }> {
  let rules = RULES;
  let minimal = true;
  for (const rule of RULES) {
    const others = rules.filter((each) => each !== rule);
    const answer = isOver() ? 'unknown' : await ask(problem, others, isOver);
    if (answer === 'unsatisfiable') rules = others;
    minimal &&= answer !== 'unknown';
  }
  return { rules, minimal };
}

async function ask(problem: Problem, rules: readonly Rule[], isOver: () => boolean) {
  const has = (rule: Rule) => rules.includes(rule);
  const instance = instanceOf(problem, {
    availability: has('availability'),
    sessions: has('sessions'),
    fixedSlots: has('fixed-slots'),
    precedences: has('precedences'),
    interpreters: has('interpreters'),
  });
  const { cnf } = encode(instance, {
    oneAtATime: has('one-meeting-at-a-time'),
    precedences: has('precedences'),
    tables: has('tables'),
    interpreters: has('interpreters'),
    fairness: has('fairness') && has('one-meeting-at-a-time'),
  });
  const solver = await SatSolver.create();
  try {
    solver.add(cnf.since());
    return solver.solve([], isOver, CONFLICTS);
  } finally {
    solver.dispose();
  }
}
