import type { Embedding } from './bridge-data';
import { VECTOR_LENGTH } from './features';
import { featureNumber, findNumber } from './feature-number';
import { tellingWeight } from './general-words';
import type { Unit } from './units';

/**
 * The vector of a text: the sum over its distinct features of √count · scale^1.5 · row, at unit length. The scale is how telling
 * a feature turned out to be in training; what is told by it is told better by half as much again.
 */
export class VectorSum {
  private readonly counts = new Map<number, number>();

  constructor(private readonly embedding: Embedding) {}

  read(units: readonly Unit[], weight: number): void {
    for (const unit of units) {
      if (unit.isStopWord) continue;
      const share = weight * tellingWeight(unit) ** 2;
      for (const name of namesOf(unit)) {
        const row = findNumber(this.embedding.keys, featureNumber(name));
        if (row >= 0) this.counts.set(row, (this.counts.get(row) ?? 0) + share);
      }
    }
  }

  /** Times 127; all 0 when no feature is known. */
  rounded(): Int8Array {
    const { rows, scales } = this.embedding;
    const sum = new Float64Array(VECTOR_LENGTH);
    // In the order of rows, because sums of floating point numbers depend on theirs.
    for (const [row, count] of [...this.counts].sort((a, b) => a[0] - b[0])) {
      const factor = Math.sqrt(count * scales[row]) * scales[row];
      const from = row * VECTOR_LENGTH;
      for (let at = 0; at < VECTOR_LENGTH; at++) sum[at] += factor * rows[from + at];
    }
    const length = Math.hypot(...sum);
    return length > 0
      ? Int8Array.from(sum, (value) => Math.round((127 * value) / length))
      : new Int8Array(VECTOR_LENGTH);
  }
}

/** As the embedding was trained: words with their characters or beginnings. */
function* namesOf({ kind, token }: Unit): Generator<string> {
  if (kind === 'z') {
    yield `vz:${token}`;
    const characters = [...token];
    for (const character of characters) yield `vc:${character}`;
    if (characters.length > 2) {
      for (let at = 0; at < characters.length - 1; at++) yield `vz:${characters[at]}${characters[at + 1]}`;
    }
  } else if (kind === 'r') {
    yield `vr:${token}`;
    if (token.length >= 5) yield `vp:${token.slice(0, 4)}`;
    if (token.length >= 7) yield `vp:${token.slice(0, 6)}`;
  } else if (kind === 'e') {
    yield `ve:${token}`;
    if (token.length >= 6) yield `vq:${token.slice(0, 5)}`;
  }
}
