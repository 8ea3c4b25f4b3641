import type { SearchKind } from '@shuqiao/matching';
import type { Client } from 'pg';

const SEGMENT = 8_192;
const BITS_FROM = 512;
const ROWS = 4_000;

/** Builds posting lists in bulk, a segment at a time: what the single writer does piece by piece. */
export class Postings {
  private readonly counts = new Map<string, number>();
  private segment = new Map<string, number[]>();
  private next = 0;

  constructor(
    private readonly client: Client,
    private readonly kind: SearchKind,
  ) {}

  /** Adds the next document, older ones first. */
  async add(terms: Iterable<string>): Promise<void> {
    const slot = SEGMENT - 1 - (this.next % SEGMENT);
    for (const term of terms) {
      const slots = this.segment.get(term);
      if (slots) slots.push(slot);
      else this.segment.set(term, [slot]);
    }
    this.next += 1;
    if (this.next % SEGMENT === 0) await this.flush(this.next / SEGMENT - 1);
  }

  /** Writes what is left and the counts. */
  async finish(): Promise<void> {
    if (this.next % SEGMENT) await this.flush(Math.floor(this.next / SEGMENT));
    const rows = [...this.counts];
    for (let from = 0; from < rows.length; from += ROWS) {
      const part = rows.slice(from, from + ROWS);
      await this.client.query(COUNTS, [this.kind, part.map(([term]) => term), part.map(([, count]) => count)]);
    }
  }

  private async flush(segment: number): Promise<void> {
    const rows = [...this.segment];
    this.segment = new Map();
    for (const [term, slots] of rows) this.counts.set(term, (this.counts.get(term) ?? 0) + slots.length);
    for (let from = 0; from < rows.length; from += ROWS) {
      const part = rows.slice(from, from + ROWS);
      const arrays = part.map(([, slots]) => (slots.length < BITS_FROM ? `{${slots.reverse().join()}}` : null));
      const bits = part.map(([, slots]) => (slots.length < BITS_FROM ? null : asBits(slots)));
      await this.client.query(POSTINGS, [this.kind, segment, part.map(([term]) => term), arrays, bits]);
    }
  }
}

function asBits(slots: readonly number[]): string {
  const bits = Buffer.alloc(SEGMENT, '0');
  for (const slot of slots) bits[slot] = 0x31;
  return bits.toString('latin1');
}

const POSTINGS = `INSERT INTO search_postings (kind, term, segment, slots, bits)
  SELECT $1, term, $2::integer, slots::smallint[], bits::bit(8192) FROM unnest($3::text[], $4::text[], $5::text[]) AS one (term, slots, bits)`;
const COUNTS = `INSERT INTO search_term_counts (kind, term, documents, positions)
  SELECT $1, term, documents, CASE WHEN documents <= 128 THEN search_positions($1, term) END
  FROM unnest($2::text[], $3::bigint[]) AS one (term, documents)`;
