import type { Shape } from './generate';

type Base = Pick<Shape, 'participants' | 'meetings' | 'slots' | 'morningSlots' | 'tables'>;

/** Sizes like those of the published events (Bofill et al., JAIR 74, 2022). */
const SIZES: Readonly<Record<string, Base>> = {
  'tic-12': { participants: 42, meetings: 125, slots: 8, morningSlots: 8, tables: 21 },
  'tic-13': { participants: 47, meetings: 180, slots: 10, morningSlots: 6, tables: 21 },
  'tic-14': { participants: 60, meetings: 217, slots: 10, morningSlots: 6, tables: 24 },
  'forum-13': { participants: 70, meetings: 180, slots: 21, morningSlots: 13, tables: 14 },
  'forum-14': { participants: 78, meetings: 300, slots: 22, morningSlots: 12, tables: 22 },
};

/** What is added to them: tables hardly enough, absence, fixed meetings, orders, and all of it at once. */
const VARIANTS: Readonly<Record<string, (base: Base) => Partial<Shape>>> = {
  original: () => ({}),
  tight: (base) => ({ tables: tablesFor(base, 0.98) }),
  away: () => ({ away: 0.12 }),
  'away-tight': (base) => ({ away: 0.06, tables: tablesFor(base, 0.94) }),
  fixed: () => ({ fixed: 0.1 }),
  ordered: () => ({ precedences: 0.15 }),
  'fixed-tight': (base) => ({ fixed: 0.1, tables: tablesFor(base, 0.9) }),
  'ordered-tight': (base) => ({ precedences: 0.08, tables: tablesFor(base, 0.9) }),
  languages: () => ({ interpreted: 0.3 }),
  all: () => ({ away: 0.08, precedences: 0.1, fixed: 0.05, sessions: 0.2 }),
};

const tablesFor = ({ meetings, slots }: Base, full: number) => Math.ceil(meetings / slots / full);

export const EVENTS: readonly (readonly [string, Shape])[] = Object.entries(SIZES).flatMap(([size, base]) =>
  Object.entries(VARIANTS).map(([variant, extra]) => [`${size}.${variant}`, shape(base, extra(base))] as const),
);

function shape(base: Base, extra: Partial<Shape>): Shape {
  const sessions = base.morningSlots < base.slots ? 0.1 : 0;
  return { skew: 1, sessions, away: 0, fixed: 0, precedences: 0, fairness: 2, interpreted: 0, ...base, ...extra };
}

const PLAIN = {
  morningSlots: 9,
  skew: 0.35,
  sessions: 0,
  away: 0,
  fixed: 0,
  precedences: 0,
  fairness: 2,
  interpreted: 0,
};

/** Days of a thousand companies and more, with nine tables of ten used. */
export const LARGE: readonly (readonly [string, Shape])[] = [
  ['day-1000', { ...PLAIN, participants: 1000, meetings: 4950, slots: 18, tables: 306 }],
  ['day-2000', { ...PLAIN, participants: 2000, meetings: 10_500, slots: 20, tables: 584 }],
];
