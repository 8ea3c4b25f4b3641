import { createHash } from 'node:crypto';
import { newId } from '@shuqiao/kernel';
import { fold, formKey, type LexiconTerm } from '@shuqiao/text';
import { readLexicon } from './lexicon';

/** To be raised when forms get other keys, so that those of the shipped terms are made anew. */
const KEYS = 1;

type RunSql = (text: string, values: unknown[]) => Promise<unknown>;

/**
 * Brings the terms of the files into the database: new ones are added, changed ones renewed and those that are in no file any
 * more taken out, except what staff edited. It does nothing while the files are those that were loaded last.
 */
export async function loadShippedTerms(sql: RunSql): Promise<void> {
  const terms = readLexicon();
  const digest = createHash('sha256')
    .update(`${KEYS}${JSON.stringify(terms)}`)
    .digest('hex')
    .slice(0, 16);
  const [state] = (await sql(STATE, [])) as { files: string }[];
  if (state?.files === digest) return;
  const ids = terms.map(({ id }) => id);
  await sql(PUT, [JSON.stringify(terms.map(({ id, ...term }) => ({ ...term, id: newId(), shipped_as: id })))]);
  await sql(DROP, [ids]);
  await sql(EMPTY_FORMS, []);
  await sql(PUT_FORMS, [JSON.stringify(terms.flatMap(formsOf))]);
  await sql(TAKE_OVER, [digest]);
}

function formsOf({ id, zh, ru, en }: LexiconTerm): object[] {
  return [...zh, ...ru, ...en].flatMap((form) => {
    const key = formKey(form);
    return key === null ? [] : [{ shipped_as: id, key, form: fold(form) }];
  });
}

const STATE = 'SELECT files FROM lexicon_state FOR UPDATE';
const PUT = `INSERT INTO lexicon_terms AS kept (id, shipped_as, kind, concept, zh, ru, en)
  SELECT id, shipped_as, kind, concept, zh, ru, en FROM jsonb_to_recordset($1::jsonb)
    AS given (id uuid, shipped_as text, kind text, concept text, zh text[], ru text[], en text[])
  ON CONFLICT ON CONSTRAINT lexicon_terms_shipped_as_key DO UPDATE
    SET kind = excluded.kind, concept = excluded.concept, zh = excluded.zh, ru = excluded.ru, en = excluded.en
    WHERE kept.edited_at IS NULL`;
const DROP = `DELETE FROM lexicon_terms WHERE origin = 'shipped' AND shipped_as NOT IN (SELECT unnest($1::text[]))`;
const EMPTY_FORMS = `DELETE FROM lexicon_forms USING lexicon_terms term WHERE term.id = term_id AND term.origin = 'shipped'`;
const PUT_FORMS = `INSERT INTO lexicon_forms (term_id, key, form, by_staff, active)
  SELECT term.id, key, form, false, true FROM jsonb_to_recordset($1::jsonb) AS given (shipped_as text, key text, form text)
  JOIN lexicon_terms term USING (shipped_as) WHERE term.origin = 'shipped'
  ON CONFLICT ON CONSTRAINT lexicon_forms_pkey DO NOTHING`;
const TAKE_OVER = 'UPDATE lexicon_state SET files = $1, edition = edition + 1';
