/** Bytes of one line. */
export const MOST_LINE_BYTES = 262_144;

/** A line of a file: its text, or the code of what is wrong with it. Empty lines are none. */
export interface FileLine {
  /** Counted from 1. */
  readonly line: number;
  readonly text: string | null;
  readonly fault: 'line_too_long' | 'not_utf8' | null;
}

const NEWLINE = 0x0a;
const BYTE_ORDER_MARK = '\ufeff';

/** Cuts a stream into lines. A line beyond its bound is passed over without being kept, whatever its length. */
export async function* linesOf(stream: AsyncIterable<Buffer | string>): AsyncGenerator<FileLine> {
  const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
  let line = 1;
  let parts: Buffer[] = [];
  let length = 0;
  const take = (part: Buffer): void => {
    length += part.length;
    if (length > MOST_LINE_BYTES) parts = [];
    else parts.push(part);
  };
  const finish = (): FileLine | null => {
    const made = length > MOST_LINE_BYTES ? tooLong(line) : decoded(decoder, line, Buffer.concat(parts));
    [parts, length, line] = [[], 0, line + 1];
    return made.text === '' ? null : made;
  };
  for await (const chunk of stream) {
    const bytes = typeof chunk === 'string' ? Buffer.from(chunk) : chunk;
    let from = 0;
    for (let end = bytes.indexOf(NEWLINE); end >= 0; end = bytes.indexOf(NEWLINE, from)) {
      take(bytes.subarray(from, end));
      const made = finish();
      if (made) yield made;
      from = end + 1;
    }
    take(bytes.subarray(from));
  }
  const last = finish();
  if (last) yield last;
}

function tooLong(line: number): FileLine {
  return { line, text: null, fault: 'line_too_long' };
}

function decoded(decoder: InstanceType<typeof TextDecoder>, line: number, bytes: Buffer): FileLine {
  try {
    const text = decoder.decode(bytes);
    return { line, text: (line === 1 && text.startsWith(BYTE_ORDER_MARK) ? text.slice(1) : text).trim(), fault: null };
  } catch {
    return { line, text: null, fault: 'not_utf8' };
  }
}
