import { Injectable } from '@nestjs/common';
import { newId } from '@shuqiao/kernel';
import { Database, type Statement } from '@shuqiao/platform';
import type { UnknownWord } from '@shuqiao/text';
import type { SubjectKind } from './public-texts';

/** What is unknown in a subject now; nothing when it is no longer public. */
export interface ReadSubject {
  readonly subjectId: string;
  readonly kind: SubjectKind;
  readonly words: readonly UnknownWord[];
}

interface Sighting extends Record<string, unknown> {
  readonly subjectId: string;
  readonly key: string;
  readonly language: string;
  readonly written: string;
  readonly withinTerm: boolean;
}

interface Change extends Sighting {
  readonly kind: SubjectKind;
  readonly id: string;
  readonly term: string;
}

/** What one batch changes: sightings that are new or other, those that went, and how many texts more or fewer have a word. */
interface Changes {
  readonly seen: Change[];
  readonly gone: Sighting[];
  readonly deltas: Map<string, { key: string; language: string; delta: number }>;
}

/** Which subject has which unknown word, and how many have it. Written under the one lock of the writers. */
@Injectable()
export class Sightings {
  constructor(private readonly database: Database) {}

  /** Brings what is kept of the subjects to what was read; repeating it writes nothing. */
  async write(subjects: readonly ReadSubject[]): Promise<void> {
    const known = await this.database.query<Sighting>(KNOWN, [subjects.map(({ subjectId }) => subjectId)]);
    const { seen, gone, deltas } = compare(subjects, known);
    if (!seen.length && !gone.length) return;
    const [some, others] = [JSON.stringify(seen), JSON.stringify(gone)];
    await this.database.query(NAME, [some]);
    await this.database.query(SEE, [some]);
    await this.database.query(LOSE, [others]);
    await this.database.query(COUNT, [JSON.stringify([...deltas.values()].filter(({ delta }) => delta !== 0))]);
    await this.database.query(FORGET, [others]);
  }
}

function compare(subjects: readonly ReadSubject[], known: readonly Sighting[]): Changes {
  const changes: Changes = { seen: [], gone: [], deltas: new Map() };
  const before = new Map(known.map((sighting) => [idOf(sighting), sighting]));
  for (const { subjectId, kind, words } of subjects) {
    for (const { key, language, text: written, isWithinTerm: withinTerm } of words) {
      const now = { subjectId, key, language, written, withinTerm };
      const then = before.get(idOf(now));
      before.delete(idOf(now));
      if (then && then.written === written && then.withinTerm === withinTerm) continue;
      changes.seen.push({ ...now, kind, id: newId(), term: written.replace(/\s+/g, ' ') });
      count(changes, now, Number(!withinTerm) - Number(then !== undefined && !then.withinTerm));
    }
  }
  for (const then of before.values()) {
    changes.gone.push(then);
    count(changes, then, -Number(!then.withinTerm));
  }
  return changes;
}

function count({ deltas }: Changes, { key, language }: Sighting, delta: number): void {
  const id = `${language} ${key}`;
  deltas.set(id, { key, language, delta: (deltas.get(id)?.delta ?? 0) + delta });
}

function idOf({ subjectId, language, key }: Sighting): string {
  return `${subjectId} ${language} ${key}`;
}

const GIVEN = `jsonb_to_recordset($1::jsonb) AS given (id uuid, key text, language text, term text, kind text, "subjectId" uuid,
  written text, "withinTerm" boolean, delta integer)`;
const SAME_TERM = 'unknown.key = given.key AND unknown.language = given.language';

const KNOWN: Statement = {
  name: 'unknown-terms.known-sightings',
  text: `SELECT subject_id AS "subjectId", unknown.key, unknown.language, written, within_term AS "withinTerm"
         FROM unknown_term_sightings JOIN unknown_terms unknown ON unknown.id = term_id WHERE subject_id = ANY ($1::uuid[])`,
};
const NAME: Statement = {
  name: 'unknown-terms.name',
  text: `INSERT INTO unknown_terms (id, key, language, term)
         SELECT DISTINCT ON (key, language) id, key, language, term FROM ${GIVEN} ORDER BY key, language, id
         ON CONFLICT ON CONSTRAINT unknown_terms_key_key DO NOTHING`,
};
const SEE: Statement = {
  name: 'unknown-terms.see',
  text: `INSERT INTO unknown_term_sightings (term_id, subject_id, kind, written, within_term)
         SELECT unknown.id, "subjectId", kind, written, "withinTerm" FROM ${GIVEN} JOIN unknown_terms unknown ON ${SAME_TERM}
         ON CONFLICT ON CONSTRAINT unknown_term_sightings_pkey
           DO UPDATE SET written = excluded.written, within_term = excluded.within_term`,
};
const LOSE: Statement = {
  name: 'unknown-terms.lose',
  text: `DELETE FROM unknown_term_sightings USING ${GIVEN} JOIN unknown_terms unknown ON ${SAME_TERM}
         WHERE term_id = unknown.id AND subject_id = given."subjectId"`,
};
const COUNT: Statement = {
  name: 'unknown-terms.count',
  text: `UPDATE unknown_terms unknown SET texts = texts + delta FROM ${GIVEN} WHERE ${SAME_TERM}`,
};
// What somebody decided about a word stays known, should it come again.
const FORGET: Statement = {
  name: 'unknown-terms.forget',
  text: `DELETE FROM unknown_terms unknown USING ${GIVEN} WHERE ${SAME_TERM} AND state = 'open'
         AND NOT EXISTS (SELECT FROM unknown_term_sightings WHERE term_id = unknown.id)`,
};
