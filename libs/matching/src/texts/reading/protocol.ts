import type { Bridge, WeightedText } from '@shuqiao/text';

/** What a bridge reads of one text. */
export type ReadText = ReturnType<Bridge['read']>;

/** Texts to be read by the helper's thread. */
export interface ReadRequest {
  readonly id: number;
  readonly texts: readonly (readonly WeightedText[])[];
}

export interface ReadReply {
  readonly id: number;
  readonly read: ReadText[];
}
