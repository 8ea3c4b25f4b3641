import { reach } from '../bounds/participant-bound';
import type { Instance } from '../model/instance';
import { atMost, atMostOne, exactly, totalizer } from './cardinality';
import { Cnf } from './cnf';
import { countBreaks } from './breaks-encoding';

/** Which rules beside those in the domains are said; a proof of infeasibility tries what happens without one. */
export interface Said {
  readonly oneAtATime: boolean;
  readonly precedences: boolean;
  readonly tables: boolean;
  readonly interpreters: boolean;
  readonly fairness: boolean;
}

const ALL: Said = { oneAtATime: true, precedences: true, tables: true, interpreters: true, fairness: true };

/**
 * The schedule as clauses. `held[meeting * slots + slot]` and `busy[participant * slots + slot]` are variables, 0 where
 * the domain leaves no such slot.
 */
export interface Encoding {
  readonly cnf: Cnf;
  readonly held: Int32Array;
  readonly busy: Int32Array;
  /** [participant][k]: at least k + 1 breaks. */
  readonly broken: readonly number[][];
}

/** The rules of a day, without a word about the sum of breaks. */
export function encode(instance: Instance, said: Said = ALL): Encoding {
  const cnf = new Cnf();
  const held = variablesOf(cnf, instance, instance.meetings, (meeting) => instance.domain[meeting]);
  const busy = variablesOf(cnf, instance, instance.participants, (participant) => reach(instance, participant));
  holdEachOnce(cnf, instance, held);
  for (let participant = 0; participant < instance.participants; participant++)
    if (said.oneAtATime) linkBusy(cnf, instance, participant, held, busy);
  if (said.precedences) orderMeetings(cnf, instance, held);
  if (said.tables) limitTables(cnf, instance, held, busy, said.oneAtATime);
  if (said.interpreters) limitInterpreters(cnf, instance, held);
  const broken = said.oneAtATime ? countBreaks(cnf, instance, busy, said.fairness) : [];
  return { cnf, held, busy, broken };
}

function variablesOf(cnf: Cnf, { slots }: Instance, things: number, slotsOf: (thing: number) => number): Int32Array {
  const variables = new Int32Array(things * slots);
  for (let thing = 0; thing < things; thing++)
    for (let slot = 0; slot < slots; slot++)
      if ((slotsOf(thing) >>> slot) & 1) variables[thing * slots + slot] = cnf.variable();
  return variables;
}

const row = (variables: Int32Array, thing: number, slots: number) =>
  [...variables.subarray(thing * slots, (thing + 1) * slots)].filter((variable) => variable !== 0);

function holdEachOnce(cnf: Cnf, { meetings, slots }: Instance, held: Int32Array): void {
  for (let meeting = 0; meeting < meetings; meeting++) {
    const choices = row(held, meeting, slots);
    cnf.addAll(choices);
    atMostOne(cnf, choices);
  }
}

function linkBusy(cnf: Cnf, instance: Instance, participant: number, held: Int32Array, busy: Int32Array): void {
  const { slots } = instance;
  const capacity = instance.capacity[participant];
  const meetings = instance.meetingsOf[participant];
  for (let slot = 0; slot < slots; slot++) {
    const isBusy = busy[participant * slots + slot];
    const here = [...meetings].map((meeting) => held[meeting * slots + slot]).filter((variable) => variable !== 0);
    if (!isBusy) continue;
    for (const variable of here) cnf.add(-variable, isBusy);
    cnf.addAll([-isBusy, ...here]);
    if (capacity === 1) atMostOne(cnf, here);
    else atMost(cnf, here, capacity);
  }
  // Follows from the rest, but not by looking at one clause after the other.
  if (capacity === 1) exactly(cnf, row(busy, participant, slots), meetings.length);
}

function orderMeetings(cnf: Cnf, { precedences, slots }: Instance, held: Int32Array): void {
  for (const [first, second] of precedences) {
    // "The first was held before this slot", for one slot after the other.
    let before = 0;
    for (let slot = 0; slot < slots; slot++) {
      const later = held[second * slots + slot];
      if (later) cnf.addAll(before ? [-later, before] : [-later]);
      const now = held[first * slots + slot];
      if (!now) continue;
      const next = cnf.variable();
      cnf.addAll(before ? [-next, before, now] : [-next, now]);
      before = next;
    }
  }
}

/**
 * So many meetings a slot as there are tables. Where every meeting has two participants with one meeting at a time, twice
 * as many participants are busy as meetings held: counting those is shorter and says more about their breaks. And a slot
 * has at least what would not fit into all others.
 */
function limitTables(cnf: Cnf, instance: Instance, held: Int32Array, busy: Int32Array, areLinked: boolean): void {
  const { slots, tables, meetings } = instance;
  const byTwos =
    areLinked &&
    instance.partiesOf.every(({ length }) => length === 2) &&
    instance.capacity.every((most) => most === 1);
  const [variables, things, factor] = byTwos ? [busy, instance.participants, 2] : [held, meetings, 1];
  const room = tables.reduce((sum, count) => sum + count, 0);
  for (let slot = 0; slot < slots; slot++) {
    const inputs: number[] = [];
    let settled = 0;
    for (let thing = 0; thing < things; thing++) {
      const isSettled = !byTwos && instance.domain[thing] === 1 << slot;
      if (isSettled) settled += 1;
      else inputs.push(variables[thing * slots + slot]);
    }
    const counted = inputs.filter((variable) => variable !== 0);
    const most = tables[slot] * factor - settled;
    const least = (meetings - room + tables[slot]) * factor - settled;
    if (most < 0) cnf.addAll([]);
    if (most >= counted.length && least <= 0) continue;
    if (least > counted.length) cnf.addAll([]);
    const counts = totalizer(cnf, counted, Math.min(most + 1, counted.length), { up: true, down: least > 0 });
    if (counts.length > most) cnf.add(-counts[most]);
    if (least > 0 && least <= counts.length) cnf.add(counts[least - 1]);
  }
}

function limitInterpreters(cnf: Cnf, { limits, slots }: Instance, held: Int32Array): void {
  for (const { meetings, most } of limits)
    for (let slot = 0; slot < slots; slot++) {
      const counted = [...meetings].map((meeting) => held[meeting * slots + slot]);
      atMost(
        cnf,
        counted.filter((variable) => variable !== 0),
        most[slot],
      );
    }
}

/**
 * Says how far the breaks go beyond what the participants need one by one: literal k of the answer is "at least k + 1
 * more", up to `most` of them.
 */
export function surplus(encoding: Encoding, least: readonly number[], most: number): number[] {
  const over = encoding.broken.flatMap((levels, participant) => levels.slice(least[participant]));
  for (const [participant, levels] of encoding.broken.entries())
    levels.slice(0, least[participant]).forEach((level) => encoding.cnf.add(level));
  return totalizer(encoding.cnf, over, most, { up: true, down: false });
}
