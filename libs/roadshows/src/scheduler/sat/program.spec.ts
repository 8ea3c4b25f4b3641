import { chmodSync, existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { check } from '../model/check';
import type { Problem } from '../model/problem';
import { solve } from '../solve';
import { Cnf } from './cnf';
import { askProgram, findSatProgram } from './program';

/** Three companies that meet each other, in three slots: one of them has a break. */
const day: Problem = {
  slots: 3,
  morningSlots: 3,
  tables: 2,
  fairness: null,
  participants: ['a', 'b', 'c'].map((id) => ({ id, forbidden: [], capacity: 1 })),
  meetings: ['ab', 'bc', 'ac'].map((id) => ({
    id,
    participants: [...id],
    session: null,
    fixedSlot: null,
    weight: 1,
    interpretation: null,
  })),
  precedences: [],
  interpreters: [],
};

/** A solver that tries everything: as complete as any, for a handful of variables. */
const HONEST = `
const lines = require('node:fs').readFileSync(0, 'utf8').split('\\n');
const variables = Number(lines[0].split(' ')[2]);
const clauses = lines.slice(1).filter((line) => line).map((line) => line.split(' ').map(Number).filter(Boolean));
const value = new Array(variables + 1).fill(0);
const holds = (literal) => value[Math.abs(literal)] === Math.sign(literal);
const isOpen = (literal) => value[Math.abs(literal)] === 0;
function search() {
  const set = [];
  const undo = () => { for (const each of set) value[each] = 0; return false; };
  for (let changed = true; changed;) {
    changed = false;
    for (const clause of clauses) {
      if (clause.some(holds)) continue;
      const open = clause.filter(isOpen);
      if (!open.length) return undo();
      if (open.length > 1) continue;
      value[Math.abs(open[0])] = Math.sign(open[0]);
      set.push(Math.abs(open[0]));
      changed = true;
    }
  }
  const next = value.indexOf(0, 1);
  if (next < 0) return true;
  for (const sign of [1, -1]) {
    value[next] = sign;
    if (search()) return true;
    value[next] = 0;
  }
  return undo();
}
const found = search();
console.log(found ? 's SATISFIABLE' : 's UNSATISFIABLE');
if (found) console.log('v ' + value.slice(1).map((sign, at) => sign * (at + 1)).join(' ') + ' 0');
process.exitCode = found ? 10 : 20;
`;

describe('a SAT solver beside the product', () => {
  const folder = mkdtempSync(join(tmpdir(), 'solver-'));
  const program = (name: string, text: string) => {
    const path = join(folder, name);
    writeFileSync(path, `#!${process.execPath}\n${text}`);
    chmodSync(path, 0o755);
    return path;
  };
  const isNever = () => false;
  afterAll(() => rmSync(folder, { recursive: true }));

  it('is what SAT_SOLVER names, or a cadical that PATH leads to', () => {
    const path = program('cadical', '');
    expect(findSatProgram({ PATH: ['/nowhere', folder].join(delimiter) })).toBe(path);
    expect(findSatProgram({ PATH: '/nowhere' })).toBeUndefined();
    expect(findSatProgram({ PATH: folder, SAT_SOLVER: '/opt/kissat' })).toBe('/opt/kissat');
    expect(findSatProgram({ PATH: folder, SAT_SOLVER: 'none' })).toBeUndefined();
  });

  it('reads the clauses and is understood', async () => {
    const honest = program('honest', HONEST);
    const cnf = new Cnf();
    const [a, b] = cnf.variablesFor(2);
    cnf.add(a, b);
    cnf.add(-a, b);
    const answered = await askProgram(honest, cnf, [-a], isNever);
    expect(answered).toEqual({ answer: 'satisfiable', holding: new Set([b]) });
    expect((await askProgram(honest, cnf, [-b], isNever)).answer).toBe('unsatisfiable');
  });

  it.each([
    ['breaks down', 'process.exit(3)'],
    ['is not there', undefined],
    ['is told to stop', 'setInterval(() => 0, 1000)'],
  ])('says nothing when it %s', async (_, text) => {
    const path = text === undefined ? join(folder, 'missing') : program('faulty', text);
    const cnf = new Cnf();
    cnf.add(cnf.variable());
    const started = Date.now();
    const isOver = () => Date.now() > started + 200;
    expect((await askProgram(path, cnf, [], isOver)).answer).toBe('unknown');
  });

  it('proves a day, and a day is proven without it when it fails', async () => {
    const asked = join(folder, 'asked');
    const noting = `${HONEST}require('node:fs').writeFileSync(${JSON.stringify(asked)}, '');`;
    for (const satProgram of [program('noting', noting), program('faulty', 'process.exit(3)')]) {
      const schedule = await solve(day, { seconds: 20, seed: 1, satProgram });
      expect(check(day, schedule.meetings).breaches).toEqual([]);
      expect(schedule).toMatchObject({ status: 'optimal', breaks: 1, lowerBound: 1 });
    }
    expect(existsSync(asked)).toBe(true);
  });
});
