import { Injectable } from '@nestjs/common';
import { decodeCursor, DomainError, NOT_FOUND, pageOf, type PageRequest } from '@shuqiao/kernel';
import { Database, jsonBytes, type JsonBytes, type Statement } from '@shuqiao/platform';
import { DEMAND_TAKEN_DOWN } from './demand.errors';

/** The public questions of a demand, newest first. */
@Injectable()
export class QuestionList {
  constructor(private readonly database: Database) {}

  /** Returns `{items, nextCursor}` as JSON; hidden questions are not among them. */
  async page(demandId: string, { limit, cursor }: PageRequest): Promise<JsonBytes> {
    const [before = null] = cursor === undefined ? [] : decodeCursor(cursor, ['uuid']);
    const [[listing], rows] = await Promise.all([
      this.database.read<{ status: string }>(PUBLIC, [demandId]),
      this.database.readJson<{ id: string; json: JsonBytes }>(QUESTIONS, [demandId, before, limit + 1]),
    ]);
    if (!listing) throw new DomainError(NOT_FOUND);
    if (listing.status === 'taken_down') throw new DomainError(DEMAND_TAKEN_DOWN);
    const { items, nextCursor } = pageOf(rows, limit, (row) => [row.id]);
    return jsonBytes`{"items":${items.map(({ json }) => json)},"nextCursor":${nextCursor}}`;
  }
}

const PUBLIC: Statement = {
  name: 'questions.public-demand',
  text: 'SELECT status FROM demand_listings WHERE demand_id = $1',
};
const QUESTIONS: Statement = {
  name: 'questions.page',
  text: `SELECT id, json_build_object('id', id, 'question', question, 'askedAt', to_char(asked_at, 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
           'answer', answer, 'answeredAt', to_char(answered_at, 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')) AS json
         FROM demand_questions WHERE demand_id = $1 AND hidden_at IS NULL AND ($2::uuid IS NULL OR id < $2) ORDER BY id DESC LIMIT $3`,
};
