/** JSON in UTF-8 as the database has written it. It goes out as it came: nobody decodes, parses or measures it. */
export type JsonBytes = Buffer;

/**
 * Writes JSON around JSON that is there already: bytes are put in as they are, lists of bytes as an array, and anything
 * else is written as JSON.
 *
 *     jsonBytes`{"items":${items},"nextCursor":${cursor}}`
 */
export function jsonBytes(
  texts: TemplateStringsArray,
  ...values: readonly (object | string | number | boolean | null)[]
): JsonBytes {
  const parts: Buffer[] = [];
  let text = '';
  const put = (bytes: Buffer): void => {
    if (text) parts.push(Buffer.from(text));
    text = '';
    parts.push(bytes);
  };
  texts.forEach((before, index) => {
    text += before;
    if (index === values.length) return;
    const value = values[index];
    if (Buffer.isBuffer(value)) return put(value);
    if (!isList(value)) return void (text += JSON.stringify(value));
    text += '[';
    value.forEach((bytes, rank) => {
      if (rank > 0) text += ',';
      put(bytes);
    });
    text += ']';
  });
  if (text) parts.push(Buffer.from(text));
  return Buffer.concat(parts);
}

function isList(value: unknown): value is readonly JsonBytes[] {
  return Array.isArray(value) && value.every(Buffer.isBuffer);
}
