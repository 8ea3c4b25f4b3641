export type SignKind = 'word' | 'term' | 'translation' | 'other';

/** One feature at one place of the text; offsets in the folded text. */
export interface Sign {
  feature: number;
  weight: number;
  kind: SignKind;
  start: number;
  end: number;
}
