import { EmbeddingError } from './embedding-error';

/** Thirty-two vectors of 8,192 numbers with all their digits are six million bytes. */
export const MOST_BYTES = 16_000_000;
/** A longer vector than any model has. */
export const MOST_DIMENSIONS = 8_192;

/** Reads an answer to its end, or up to the bound, beyond which there is no answer. */
export async function readBounded(response: Response): Promise<string> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of (response.body ?? []) as AsyncIterable<Uint8Array>) {
    length += chunk.length;
    // Leaving the loop cancels the stream.
    if (length > MOST_BYTES) throw new EmbeddingError('failed', `The answer has more than ${MOST_BYTES} bytes`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString();
}

/**
 * The vectors of an answer, in the order of the texts that were sent, all of one length.
 * @throws EmbeddingError when the answer is anything else
 */
export function vectorsIn(body: string, count: number, dimensions: number | null): Float64Array[] {
  const data = (parsed(body) as { data?: unknown } | null)?.data;
  if (!Array.isArray(data) || data.length !== count)
    throw wrong(`has ${Array.isArray(data) ? data.length : 'no'} vectors instead of ${count}`);
  const vectors = new Array<Float64Array | undefined>(count).fill(undefined);
  for (const [place, item] of (data as unknown[]).entries()) {
    const { index = place, embedding } = (item ?? {}) as { index?: unknown; embedding?: unknown };
    if (!Number.isInteger(index) || !((index as number) in vectors) || vectors[index as number])
      throw wrong('numbers its vectors wrongly');
    vectors[index as number] = vectorOf(embedding);
  }
  const all = vectors as Float64Array[];
  const length = dimensions ?? (all[0] as Float64Array).length;
  const other = all.find((vector) => vector.length !== length);
  if (other) throw wrong(`has a vector of ${other.length} numbers instead of ${length}`);
  return all;
}

function vectorOf(embedding: unknown): Float64Array {
  if (!Array.isArray(embedding) || !embedding.length) throw wrong('has a vector that is no list of numbers');
  if (embedding.length > MOST_DIMENSIONS) throw wrong(`has a vector of more than ${MOST_DIMENSIONS} numbers`);
  const vector = Float64Array.from(embedding as unknown[], (value) => (typeof value === 'number' ? value : NaN));
  if (!vector.every(Number.isFinite)) throw wrong('has a vector with something else than numbers in it');
  // Numbers so large that their squares are infinite have no direction, nor have those so small that they are nothing.
  const square = vector.reduce((sum, value) => sum + value * value, 0);
  if (!(square > 0 && Number.isFinite(square))) throw wrong('has a vector without a direction');
  return vector;
}

function parsed(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    throw wrong('is no JSON');
  }
}

const wrong = (text: string) => new EmbeddingError('failed', `The answer ${text}`);
