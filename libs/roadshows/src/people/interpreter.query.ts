import type { Statement } from '@shuqiao/platform';
import { utc } from '../views.query';

/** {@link InterpreterDetail} of a row `i`. */
const VIEW = `jsonb_build_object('id', i.id, 'name', i.name, 'email', i.email, 'phone', i.phone, 'note', i.note,
  'languages', coalesce((SELECT jsonb_agg(language ORDER BY language) FROM interpreter_languages WHERE interpreter_id = i.id), '[]'),
  'retiredAt', ${utc('i.retired_at')}, 'version', i.version)`;

export const INSERT_INTERPRETER: Statement = {
  name: 'interpreters.insert',
  text: `INSERT INTO interpreters (id, created_by, created_at, updated_at, name, email, phone, note) VALUES ($1, $2, $3, $3, $4, $5, $6, $7)`,
};

export const ADD_LANGUAGES: Statement = {
  name: 'interpreters.add-languages',
  text: 'INSERT INTO interpreter_languages (interpreter_id, language) SELECT $1, unnest($2::text[]) ON CONFLICT DO NOTHING',
};

/** Fails by the foreign keys of what he is assigned to. */
export const DROP_OTHER_LANGUAGES: Statement = {
  name: 'interpreters.drop-other-languages',
  text: 'DELETE FROM interpreter_languages WHERE interpreter_id = $1 AND language <> ALL ($2::text[])',
};

export const UPDATE_INTERPRETER: Statement = {
  name: 'interpreters.update',
  text: `UPDATE interpreters SET name = $4, email = $5, phone = $6, note = $7, updated_at = $3, version = version + 1
         WHERE id = $1 AND version = $2 AND retired_at IS NULL RETURNING id`,
};

/** Whoever is assigning him just now is waited for; none is while he has work to come. */
export const LOCK_INTERPRETER: Statement = {
  name: 'interpreters.lock',
  text: 'SELECT retired_at IS NOT NULL AS retired FROM interpreters WHERE id = $1 FOR UPDATE',
};

export const WORK_TO_COME: Statement = {
  name: 'interpreters.work-to-come',
  text: `SELECT session_id AS "sessionId" FROM interpreter_times WHERE interpreter_id = $1 AND during && tstzrange($2, NULL) LIMIT 50`,
};

export const RETIRE_INTERPRETER: Statement = {
  name: 'interpreters.retire',
  text: `UPDATE interpreters SET name = '{"lang": "und", "text": "—"}', email = NULL, phone = NULL, note = NULL, retired_at = $2,
           updated_at = $2, version = version + 1 WHERE id = $1`,
};

export const FIND_INTERPRETER: Statement = {
  name: 'interpreters.find',
  text: `SELECT ${VIEW} AS view FROM interpreters i WHERE id = $1`,
};

/** Newest first: ($1 a language or null, $2 after, $3 limit). */
export const LIST_INTERPRETERS: Statement = {
  name: 'interpreters.list',
  text: `SELECT ${VIEW} AS view FROM interpreters i WHERE retired_at IS NULL AND ($2::uuid IS NULL OR id < $2)
           AND ($1::text IS NULL OR EXISTS (SELECT FROM interpreter_languages WHERE interpreter_id = i.id AND language = $1))
         ORDER BY id DESC LIMIT $3`,
};
