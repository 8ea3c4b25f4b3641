import { FoldedPiece, piecesOf } from './pieces';
import { type Segmenter, type Unit, unitsOf } from './units';

/**
 * A text in its words. It is folded piece by piece and only as far as words are wanted: in a long text nothing costs more
 * than folding it.
 */
export class Reading {
  /** With offsets in the folded text. */
  readonly units: readonly Unit[];
  /** As far as it was read. */
  readonly folded: string;
  private readonly pieces: FoldedPiece[] = [];

  constructor(text: string, chinese: Segmenter, most: number) {
    const units: Unit[] = [];
    let folded = '';
    for (const { text: piece, at } of piecesOf(text)) {
      const next = new FoldedPiece(piece, at, folded.length);
      this.pieces.push(next);
      for (const unit of unitsOf(next.folded, chinese, most - units.length)) {
        unit.start += next.base;
        unit.end += next.base;
        units.push(unit);
      }
      folded += next.folded;
      if (units.length >= most) break;
    }
    this.units = units;
    this.folded = folded;
  }

  /** Where a stretch of the folded text stands in the text as it was given; undefined where that cannot be told. */
  placeOf(start: number, end: number): [from: number, to: number] | undefined {
    const first = this.originOf(start);
    const last = this.originOf(end - 1);
    return first && last && [first.start, last.end];
  }

  private originOf(place: number): { start: number; end: number } | undefined {
    return this.pieces.findLast(({ base }) => base <= place)?.originOf(place);
  }
}
