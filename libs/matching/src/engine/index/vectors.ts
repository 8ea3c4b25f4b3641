import { VECTOR_BYTES } from '../limits';

/**
 * The mean of the companies' vectors, kept exactly. It is taken away before vectors are compared: without that every
 * long text is like every other.
 */
export class VectorMean {
  private readonly sums = new Float64Array(VECTOR_BYTES);
  private count = 0;

  /** Takes a vector in (1) or out (-1); one that says nothing does not count. */
  change(vectors: Int8Array, from: number, by: 1 | -1): void {
    let says = 0;
    for (let index = 0; index < VECTOR_BYTES; index++) {
      const value = vectors[from + index] as number;
      says |= value;
      this.sums[index] = (this.sums[index] as number) + by * value;
    }
    if (says) this.count += by;
  }

  mean(): Float64Array {
    return this.sums.map((sum) => sum / Math.max(1, this.count));
  }
}

const FRACTIONS = 1e9;
/** Product of squared lengths, which are whole numbers but for the mean, below which a vector is the mean itself. */
const NOTHING = 1e-6;

/** Measures other vectors by one: the cosine of both after the mean was taken away, the same whichever is the one. */
export class VectorMeasure {
  private readonly says: boolean;
  private readonly meanSquare: number;
  private readonly meanProduct: number;
  private readonly square: number;

  constructor(
    private readonly vector: Int8Array,
    private readonly mean: Float64Array,
  ) {
    const product = (left: ArrayLike<number>, right: ArrayLike<number>): number => {
      let sum = 0;
      for (let index = 0; index < VECTOR_BYTES; index++) sum += (left[index] as number) * (right[index] as number);
      return sum;
    };
    const square = product(vector, vector);
    this.says = square > 0;
    this.meanSquare = product(mean, mean);
    this.meanProduct = product(vector, mean);
    this.square = square + this.meanSquare - 2 * this.meanProduct;
  }

  /** -1 to 1 for the vector that stands in an array from a place on; 0 when one of both says nothing. */
  cosine(others: Int8Array, from: number): number {
    if (!this.says) return 0;
    const { vector, mean } = this;
    let [dot, square, meanProduct] = [0, 0, 0];
    for (let index = 0; index < VECTOR_BYTES; index++) {
      const other = others[from + index] as number;
      dot += other * (vector[index] as number);
      square += other * other;
      meanProduct += other * (mean[index] as number);
    }
    if (!square) return 0;
    const squares = (square + this.meanSquare - 2 * meanProduct) * this.square;
    if (squares < NOTHING) return 0;
    // Rounded, since the last digits are noise that must not decide between equals.
    const cosine = (dot + this.meanSquare - (meanProduct + this.meanProduct)) / Math.sqrt(squares);
    return Math.round(cosine * FRACTIONS) / FRACTIONS || 0;
  }
}
