const MOST = 127;
const ROUND = 1e6;
/** A squared length below which a vector says no more than what all say. */
const NOTHING = 1e-9;

/**
 * A vector's direction in one byte a number, a quarter of what floats take. Its length is lost, which says nothing in
 * models of this kind; cosines change by some thousandths.
 */
export function quantised(vector: ArrayLike<number>): Int8Array {
  let most = 0;
  for (let index = 0; index < vector.length; index++) most = Math.max(most, Math.abs(vector[index] as number));
  return Int8Array.from(vector, (value) => Math.round((value / most) * MOST));
}

/**
 * What the vectors have in common: their mean, each as long as the others, as if one more said nothing, so that a first
 * one is not all of it.
 */
export function centreOf(vectors: readonly Int8Array[], dimensions: number): Float32Array {
  const sums = new Float64Array(dimensions);
  for (const vector of vectors) {
    const length = Math.sqrt(product(vector, vector));
    for (let index = 0; index < dimensions; index++)
      sums[index] = (sums[index] as number) + (vector[index] as number) / length;
  }
  return Float32Array.from(sums, (sum) => sum / (vectors.length + 1));
}

/** How far apart two places are. */
export function distance(left: Float32Array, right: Float32Array): number {
  return Math.hypot(...left.map((value, index) => value - (right[index] as number)));
}

/**
 * Measures other vectors by one: the cosine, -1 to 1, of what is left of both without what all have in common. Without
 * that every text is like every other. The same whichever is the one.
 */
export class Likeness {
  private readonly centre: Float64Array;
  private readonly centreSquare: number;
  private readonly length: number;
  private readonly shared: number;

  constructor(
    private readonly vector: Int8Array,
    centre: Float32Array,
  ) {
    this.centre = Float64Array.from(centre);
    this.centreSquare = product(this.centre, this.centre);
    this.length = Math.sqrt(product(vector, vector));
    this.shared = product(vector, this.centre) / this.length;
  }

  to(other: Int8Array): number {
    const { vector, centre } = this;
    let [dot, square, shared] = [0, 0, 0];
    // One loop for all three: two thousand are measured for one list.
    for (let index = 0; index < other.length; index++) {
      const value = other[index] as number;
      dot += value * (vector[index] as number);
      square += value * value;
      shared += value * (centre[index] as number);
    }
    const length = Math.sqrt(square);
    return this.cosine(dot / (this.length * length), shared / length);
  }

  private cosine(dot: number, theirs: number): number {
    // What is left of two vectors of length 1 when the centre is taken from both.
    const squares = (1 + this.centreSquare - 2 * this.shared) * (1 + this.centreSquare - 2 * theirs);
    if (squares < NOTHING) return 0;
    // The last digits depend on who is measured by whom.
    const cosine = (dot + this.centreSquare - (this.shared + theirs)) / Math.sqrt(squares);
    return Math.round(cosine * ROUND) / ROUND;
  }
}

function product(left: Int8Array | Float64Array, right: Int8Array | Float64Array): number {
  let sum = 0;
  for (let index = 0; index < left.length; index++) sum += (left[index] as number) * (right[index] as number);
  return sum;
}
