import { DomainError, type FieldError, fieldError, invalid, MUST_BE_FUTURE, MUST_BE_LATER } from '@shuqiao/kernel';
import { localDate } from '../roadshow.entity';
import { OUTSIDE_DATES } from '../roadshow.errors';
import type { RoadshowContent } from '../roadshow.types';
import { DAY_STATE, SLOT_ORDER, SLOTS_KEPT } from './matchmaking.errors';
import type { DayContent, DayStatus, SlotTime } from './matchmaking.types';

export const DAY_ACTS = ['open', 'close', 'cancel'] as const;
export type DayAct = (typeof DAY_ACTS)[number];

// A day that was closed early can be opened again; what was released stays released.
const TRANSITIONS: Readonly<Record<DayAct, { from: readonly DayStatus[]; to: DayStatus }>> = {
  open: { from: ['draft', 'closed'], to: 'open' },
  close: { from: ['open'], to: 'closed' },
  cancel: { from: ['draft', 'open', 'closed', 'released'], to: 'cancelled' },
};

/** The state of a day of one-to-one meetings, and the rules about its slots. */
export class MatchmakingDay {
  constructor(
    readonly id: string,
    public status: DayStatus,
    private readonly content: Pick<DayContent, 'slots' | 'wishesCloseAt'>,
  ) {}

  /** @throws DomainError DAY_STATE when the act does not fit, VALIDATION_FAILED when the wishes would close at once. */
  act(act: DayAct, now: Date): void {
    const { from, to } = TRANSITIONS[act];
    if (!from.includes(this.status)) throw new DomainError(DAY_STATE, { status: this.status });
    if (act === 'open' && new Date(this.content.wishesCloseAt) <= now)
      throw invalid(fieldError('/wishesCloseAt', MUST_BE_FUTURE));
    this.status = to;
  }

  /**
   * Companies name slots by their numbers as soon as the day is open: then slots may move, but neither come nor go.
   * @throws DomainError DAY_STATE once the schedule is released, VALIDATION_FAILED when the slots are others.
   */
  requireChange(slots: readonly SlotTime[]): void {
    if (this.status === 'released' || this.status === 'cancelled')
      throw new DomainError(DAY_STATE, { status: this.status });
    const halves = (list: readonly SlotTime[]) => list.map(({ half }) => half).join();
    if (this.status !== 'draft' && halves(slots) !== halves(this.content.slots))
      throw invalid(fieldError('/slots', SLOTS_KEPT));
  }
}

/** @throws DomainError VALIDATION_FAILED naming each slot that overlaps, comes too early or lies outside of the roadshow. */
export function requireSlots(
  { slots, wishesCloseAt }: DayContent,
  roadshow: Pick<RoadshowContent, 'timeZone' | 'startsOn' | 'endsOn'>,
): void {
  const errors = slots.flatMap((slot, index) => slotErrors(slot, slots[index - 1], index, roadshow));
  const first = slots[0];
  if (first && Date.parse(wishesCloseAt) > Date.parse(first.startsAt))
    errors.push(fieldError('/slots/0/startsAt', MUST_BE_LATER, { other: 'wishesCloseAt' }));
  if (errors.length) throw invalid(...errors);
}

function slotErrors(
  { half, startsAt, endsAt }: SlotTime,
  before: SlotTime | undefined,
  index: number,
  { timeZone, startsOn, endsOn }: Pick<RoadshowContent, 'timeZone' | 'startsOn' | 'endsOn'>,
): FieldError[] {
  const [start, end] = [Date.parse(startsAt), Date.parse(endsAt)];
  const errors: FieldError[] = [];
  if (end <= start) errors.push(fieldError(`/slots/${index}/endsAt`, MUST_BE_LATER, { other: 'startsAt' }));
  const isBehind = before && (start < Date.parse(before.endsAt) || (half === 'morning' && before.half === 'afternoon'));
  if (isBehind) errors.push(fieldError(`/slots/${index}`, SLOT_ORDER));
  const days = [start, end - 1].map((time) => localDate(new Date(time), timeZone));
  if (days.some((day) => day < startsOn || day > endsOn))
    errors.push(fieldError(`/slots/${index}/startsAt`, OUTSIDE_DATES, { from: startsOn, to: endsOn }));
  return errors;
}
