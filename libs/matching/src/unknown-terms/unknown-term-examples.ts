import { Injectable } from '@nestjs/common';
import type { Actor, JsonObject } from '@shuqiao/kernel';
import { Database, type Statement } from '@shuqiao/platform';
import { PUBLIC_SUBJECTS, type PublicSubject, publicTexts, type SubjectKind } from './public-texts';
import type { UnknownTermExample } from './unknown-term';

const AROUND = 60;

interface Sighting extends Record<string, unknown> {
  readonly termId: string;
  readonly kind: SubjectKind;
  readonly subjectId: string;
  readonly written: string;
}

/** Shows unknown terms where they stand, in what is public at this moment: no text is kept. */
@Injectable()
export class UnknownTermExamples {
  constructor(private readonly database: Database) {}

  /** Up to three for each term, of the newest texts. */
  async of(actor: Actor, termIds: readonly string[]): Promise<Map<string, UnknownTermExample[]>> {
    const sightings = await this.database.queryOnce<Sighting>(actor, NEWEST, [termIds]);
    const ids = [...new Set(sightings.map(({ subjectId }) => subjectId))];
    const subjects = await this.database.queryOnce<PublicSubject & Record<string, unknown>>(actor, PUBLIC_SUBJECTS, [
      ids,
    ]);
    const documents = new Map(subjects.map(({ subjectId, document }) => [subjectId, document]));
    const found = new Map<string, UnknownTermExample[]>(termIds.map((id) => [id, []]));
    for (const { termId, kind, subjectId, written } of sightings) {
      const document = documents.get(subjectId);
      const snippet = document && snippetOf(document, written);
      if (snippet) found.get(termId)?.push({ kind, subjectId, ...snippet });
    }
    return found;
  }
}

/** The first place of a document's texts where something is written, with what stands around it; null when it is gone. */
export function snippetOf(
  document: JsonObject,
  written: string,
): Pick<UnknownTermExample, 'lang' | 'text' | 'start' | 'end'> | null {
  for (const { lang, text } of publicTexts(document)) {
    const at = text.indexOf(written);
    if (at < 0) continue;
    const from = wholeCharacter(text, Math.max(0, at - AROUND));
    const to = wholeCharacter(text, Math.min(text.length, at + written.length + AROUND));
    return { lang, text: text.slice(from, to), start: at - from, end: at - from + written.length };
  }
  return null;
}

/** Not between the two halves of a surrogate pair. */
function wholeCharacter(text: string, at: number): number {
  return /[\udc00-\udfff]/.test(text[at] ?? '') && at > 0 ? at - 1 : at;
}

const NEWEST: Statement = {
  name: 'unknown-terms.newest-sightings',
  text: `SELECT wanted.id AS "termId", kind, subject_id AS "subjectId", written FROM unnest($1::uuid[]) AS wanted (id)
         CROSS JOIN LATERAL (SELECT kind, subject_id, written FROM unknown_term_sightings
           WHERE term_id = wanted.id AND NOT within_term ORDER BY subject_id DESC LIMIT 3) AS sighting`,
};
