import type { TextFeatures } from '@shuqiao/text';

/** Features as the table has them; numbers stand with their least byte first. */
export interface StoredText {
  readonly features: Buffer;
  readonly impacts: Buffer;
  readonly vector: Buffer;
}

export function featuresOf({ features }: TextFeatures): Buffer {
  const bytes = Buffer.alloc(features.length * 4);
  features.forEach((feature, index) => bytes.writeUInt32LE(feature, index * 4));
  return bytes;
}

export function textOf({ features, impacts, vector }: StoredText): TextFeatures {
  const numbers = new Uint32Array(impacts.length);
  for (let index = 0; index < numbers.length; index++) numbers[index] = features.readUInt32LE(index * 4);
  return { features: numbers, impacts: Uint8Array.from(impacts), vector: Int8Array.from(vector) };
}
