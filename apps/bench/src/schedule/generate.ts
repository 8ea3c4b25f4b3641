import { type Interpreter, type Meeting, type Participant, type Problem, Random } from '@shuqiao/roadshows';

/** The measures of an event. */
export interface Shape {
  readonly participants: number;
  readonly meetings: number;
  readonly slots: number;
  readonly morningSlots: number;
  readonly tables: number;
  /** How unequally sought the participants are: 0 alike, 1 as at real events. */
  readonly skew: number;
  /** Shares from 0 to 1: meetings that wish a session, slots in which a participant is away, fixed meetings. */
  readonly sessions: number;
  readonly away: number;
  readonly fixed: number;
  /** Pairs of meetings in an order, as a share of the meetings. */
  readonly precedences: number;
  readonly fairness: number | null;
  /** Share of the meetings that need an interpreter. */
  readonly interpreted: number;
}

/** An event of this shape: the same for the same seed. Whether it can be scheduled is left to chance. */
export function generate(shape: Shape, seed: number): Problem {
  const random = new Random(seed);
  const participants = people(shape, random);
  const left = participants.map(({ forbidden }) => shape.slots - forbidden.length);
  const pairs = pairUp(shape, random, left);
  const interpretations = languages(shape, seed, pairs.length);
  const meetings = pairs.map(([a, b], position): Meeting => ({
    id: `m${position + 1}`,
    participants: [participants[a].id, participants[b].id],
    session: random.fraction() < shape.sessions ? (random.fraction() < 0.6 ? 'morning' : 'afternoon') : null,
    fixedSlot: null,
    weight: 1,
    interpretation: interpretations[position],
  }));
  return {
    slots: shape.slots,
    morningSlots: shape.morningSlots,
    tables: shape.tables,
    fairness: shape.fairness,
    participants,
    meetings: fix(shape, random, participants, meetings),
    precedences: order(shape, random, pairs),
    interpreters: interpreters(shape, interpretations),
  };
}

const PAIRS: readonly (readonly [string, string])[] = [
  ['zh', 'ru'],
  ['zh', 'en'],
  ['zh', 'fa'],
];

/** Chinese with Russian mostly; by numbers of its own, so that a day without is the same otherwise. */
function languages({ interpreted }: Shape, seed: number, meetings: number): Meeting['interpretation'][] {
  const random = new Random(seed + 7_919);
  const pair = () => PAIRS[Math.floor(random.fraction() ** 2 * PAIRS.length)];
  return Array.from({ length: meetings }, () => (random.fraction() < interpreted ? pair() : null));
}

/** A quarter more than are needed at least; every third speaks all languages. */
function interpreters({ slots }: Shape, wanted: readonly Meeting['interpretation'][]): Interpreter[] {
  return PAIRS.flatMap((pair) => {
    const meetings = wanted.filter((each) => each === pair).length;
    return Array.from({ length: Math.ceil((1.25 * meetings) / slots) }, (_, position) => ({
      id: `${pair.join('-')}-${position + 1}`,
      languages: position % 3 === 2 ? PAIRS.flat() : pair,
      forbidden: [],
    }));
  });
}

function people(shape: Shape, random: Random): Participant[] {
  return Array.from({ length: shape.participants }, (_, position) => ({
    id: `p${position + 1}`,
    forbidden: absence(shape, random),
    capacity: 1,
  }));
}

/** Somebody who is away is so for a while: comes late, leaves early, or goes out in between. */
function absence({ slots, away }: Shape, random: Random): number[] {
  if (random.fraction() >= away * 2) return [];
  const length = 1 + random.below(Math.max(1, Math.round(slots * 0.4)));
  const first = 1 + random.below(slots - length + 1);
  return Array.from({ length }, (_, position) => first + position);
}

/** Pairs of different participants, none twice, drawn by how sought they are, while they have slots left. */
function pairUp(shape: Shape, random: Random, left: number[]): [number, number][] {
  const sought = left.map(() => Math.exp(shape.skew * 1.2 * (random.fraction() + random.fraction() - 1)));
  const seen = new Set<number>();
  const pairs: [number, number][] = [];
  for (let attempt = 0; pairs.length < shape.meetings && attempt < shape.meetings * 400; attempt++) {
    const [a, b] = [draw(random, sought, left), draw(random, sought, left)].sort((x, y) => x - y);
    const key = a * shape.participants + b;
    if (a < 0 || a === b || seen.has(key)) continue;
    seen.add(key);
    pairs.push([a, b]);
    left[a] -= 1;
    left[b] -= 1;
  }
  return pairs;
}

function draw(random: Random, sought: readonly number[], left: readonly number[]): number {
  for (let attempt = 0; attempt < 1000; attempt++) {
    const one = random.below(sought.length);
    if (left[one] > 0 && random.fraction() * 3.4 < sought[one]) return one;
  }
  return -1;
}

function fix(shape: Shape, random: Random, participants: readonly Participant[], meetings: Meeting[]): Meeting[] {
  const away = new Map(participants.map(({ id, forbidden }) => [id, new Set(forbidden)]));
  const taken = new Set<string>();
  return meetings.map((meeting) => {
    if (random.fraction() >= shape.fixed) return meeting;
    const slot = 1 + random.below(shape.slots);
    const session = slot <= shape.morningSlots ? 'morning' : 'afternoon';
    const keys = meeting.participants.map((id) => `${id} ${slot}`);
    const isFree = meeting.participants.every((id) => !away.get(id)!.has(slot)) && keys.every((key) => !taken.has(key));
    if (!isFree || (meeting.session && meeting.session !== session)) return meeting;
    keys.forEach((key) => taken.add(key));
    return { ...meeting, fixedSlot: slot };
  });
}

/** Orders between meetings that share a participant, without a circle since the earlier has the lower number. */
function order(shape: Shape, random: Random, pairs: readonly [number, number][]): [string, string][] {
  const orders: [string, string][] = [];
  for (let attempt = 0; orders.length < shape.precedences * pairs.length && attempt < 100_000; attempt++) {
    const [a, b] = [random.below(pairs.length), random.below(pairs.length)].sort((x, y) => x - y);
    if (a !== b && pairs[a].some((one) => pairs[b].includes(one))) orders.push([`m${a + 1}`, `m${b + 1}`]);
  }
  return orders;
}
