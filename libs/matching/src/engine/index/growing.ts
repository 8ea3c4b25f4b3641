type Numbers = Uint8Array | Uint16Array | Uint32Array | Int8Array | Float64Array;

/** The array itself when it has room for so many, otherwise a larger copy: by half, so that little stands empty. */
export function withRoom<T extends Numbers>(array: T, length: number): T {
  if (array.length >= length) return array;
  const larger = new (array.constructor as new (length: number) => T)(Math.max(length, (array.length * 3) >>> 1, 64));
  larger.set(array as never);
  return larger;
}
