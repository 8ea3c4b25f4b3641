import type { DomainEvent } from '@shuqiao/platform';

export const PITCH_ACTS = [
  'submitted',
  'returned',
  'accepted',
  'rejected',
  'withdrawn',
  'cancelled',
  'placed',
  'unplaced',
  'slides_asked',
  'slides_uploaded',
  'slides_due',
  'slides_overdue',
] as const;
export type PitchAct = (typeof PITCH_ACTS)[number];

interface PitchRef {
  readonly id: string;
  readonly roadshowId: string;
  readonly companyId: string;
}

export function pitchActed(act: PitchAct, { id, roadshowId, companyId }: PitchRef): DomainEvent {
  return { name: `pitch.${act}.v1`, payload: { pitchId: id, roadshowId, companyId } };
}
