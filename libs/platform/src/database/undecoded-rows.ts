import { type Client, type CustomTypesConfig, types } from 'pg';
import { Parser } from 'pg-protocol/dist/parser';

/*
 * pg makes a string of every value before anybody may look at it. JSON that the database has written for the reader would
 * be decoded from UTF-8 only to be encoded again: a sixth of the CPU of a page, and most of what it allocates. Rows are
 * therefore taken as bytes here, and each value is decoded by the parser of its type, or not at all.
 */

type Decoder = (value: Buffer) => unknown;

interface Message {
  readonly name: string;
  readonly length: number;
}

interface Wire {
  attachListeners(stream: NodeJS.ReadableStream): void;
  emit(event: string, message: Message): boolean;
}

interface Packets {
  handlePacket(offset: number, code: number, length: number, bytes: Buffer): Message;
}

const DATA_ROW = 'D'.charCodeAt(0);
const JSON_TYPES: ReadonlySet<number> = new Set([types.builtins.JSON, types.builtins.JSONB]);

/** Has a client that is not connected yet take rows as bytes; its values must be read by `VALUES` or `VALUES_WITH_JSON_BYTES`. */
export function takeRowsAsBytes(client: Client): void {
  const wire = (client as unknown as { connection: Wire }).connection;
  wire.attachListeners = (stream) => {
    const parser = new Parser();
    const packets = parser as unknown as Packets;
    const handlePacket = packets.handlePacket.bind(parser);
    packets.handlePacket = (offset, code, length, bytes) =>
      code === DATA_ROW ? dataRow(offset, length, bytes) : handlePacket(offset, code, length, bytes);
    stream.on('data', (chunk: Buffer) =>
      parser.parse(chunk, (message) => wire.emit(message.name === 'error' ? 'errorMessage' : message.name, message)),
    );
  };
}

/** A row of values that are parts of the received bytes: valid until the next bytes come. */
function dataRow(offset: number, length: number, bytes: Buffer): Message & { fields: (Buffer | null)[] } {
  const fields = new Array<Buffer | null>(bytes.readInt16BE(offset));
  let at = offset + 2;
  for (let index = 0; index < fields.length; index++) {
    const size = bytes.readInt32BE(at);
    at += 4;
    fields[index] = size < 0 ? null : bytes.subarray(at, at + size);
    if (size > 0) at += size;
  }
  return { name: 'dataRow', length, fields };
}

/** Reads the values of rows that come as bytes. */
class Values {
  private readonly decoders = new Map<number, Decoder>();

  constructor(private readonly keepsJson: boolean) {}

  /** What pg asks for each column of an answer. */
  getTypeParser(type: number): Decoder {
    const known = this.decoders.get(type) ?? this.decoder(type);
    this.decoders.set(type, known);
    return known;
  }

  private decoder(type: number): Decoder {
    if (this.keepsJson && JSON_TYPES.has(type)) return (value) => Buffer.from(value);
    const parse = types.getTypeParser(type, 'text') as (text: string) => unknown;
    return (value) => parse(value.toString());
  }
}

/** All values as pg gives them. */
export const VALUES = new Values(false) as unknown as CustomTypesConfig;
/** Values of the types `json` and `jsonb` as bytes, all others as pg gives them. */
export const VALUES_WITH_JSON_BYTES = new Values(true) as unknown as CustomTypesConfig;
