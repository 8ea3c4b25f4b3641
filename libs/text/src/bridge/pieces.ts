import { fold } from '../fold';
import { type FoldedText, foldedOneToOne, foldWithOffsets } from '../highlight';
import { clip } from '../limits';

/** Where no word, no character with its marks and no pair of look-alikes reaches across. */
const BREAKS = ' \n\r\t\u3000。';
const LONGEST_PIECE = 4_000;

/** The stretches of a text that can be folded one by one; one without a break for very long is cut anywhere. */
export function* piecesOf(text: string): Generator<{ text: string; at: number }> {
  for (let at = 0; at < text.length;) {
    const end = at + lengthOfPiece(text, at);
    yield { text: text.slice(at, end), at };
    at = end;
  }
}

function lengthOfPiece(text: string, at: number): number {
  if (text.length - at <= LONGEST_PIECE) return text.length - at;
  for (let length = LONGEST_PIECE; length > 0; length--) if (BREAKS.includes(text[at + length])) return length;
  return clip(text.slice(at, at + LONGEST_PIECE + 1), LONGEST_PIECE).length;
}

/** A stretch of a text, folded. Where its letters came from is worked out when it is first asked for: most never are. */
export class FoldedPiece {
  readonly folded: string;
  /** Null where it cannot be told. */
  private origins: FoldedText | null | undefined;

  /** @param base where it begins in the folded text, as `at` in the text */
  constructor(
    private readonly text: string,
    private readonly at: number,
    readonly base: number,
  ) {
    this.origins = foldedOneToOne(text);
    this.folded = this.origins?.text ?? fold(text);
    if (this.folded === text) this.origins = { text };
  }

  /** Where the letter at a place of the folded text begins and ends in the text; undefined where that cannot be told. */
  originOf(place: number): { start: number; end: number } | undefined {
    if (this.origins === undefined) this.origins = this.traced();
    if (!this.origins) return undefined;
    const { starts, ends } = this.origins;
    const within = place - this.base;
    const [start, end] = starts ? [starts[within], ends[within]] : [within, within + 1];
    return { start: this.at + start, end: this.at + end };
  }

  private traced(): FoldedText | null {
    const traced = foldWithOffsets(this.text);
    return traced.text === this.folded ? traced : null;
  }
}
