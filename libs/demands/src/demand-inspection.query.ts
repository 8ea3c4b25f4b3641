import { Injectable } from '@nestjs/common';
import {
  type Actor,
  decodeCursor,
  DomainError,
  type JsonObject,
  NOT_FOUND,
  type Page,
  pageOf,
  type PageRequest,
} from '@shuqiao/kernel';
import { Database, type Statement } from '@shuqiao/platform';
import type { DemandStatus } from './demand.entity';

export interface InspectionFilter {
  readonly status?: DemandStatus | undefined;
  readonly country?: string | undefined;
  readonly companyId?: string | undefined;
}

const MOST_ENTRIES = 200;

/** Demands as the secretariat sees them: in every state, of every company, with their history. Contacts stay out. */
@Injectable()
export class DemandInspection {
  constructor(private readonly database: Database) {}

  /** Newest first. */
  list(actor: Actor, { status, country, companyId }: InspectionFilter, page: PageRequest): Promise<Page<JsonObject>> {
    return this.database.transaction(actor, async () => {
      const [before = null] = page.cursor === undefined ? [] : decodeCursor(page.cursor, ['uuid']);
      const filter = [status ?? null, country ?? null, companyId ?? null];
      const rows = await this.database.query<JsonObject>(ALL, [...filter, before, page.limit + 1]);
      return pageOf(rows, page.limit, (row) => [row.id as string]);
    });
  }

  /** One demand with its versions, amendments, questions and who did what; the newest 200 of each. */
  find(actor: Actor, demandId: string): Promise<JsonObject> {
    return this.database.transaction(actor, async () => {
      const [row] = await this.database.query<{ demand: JsonObject }>(ONE, [demandId, MOST_ENTRIES]);
      if (!row) throw new DomainError(NOT_FOUND);
      return row.demand;
    });
  }
}

const COMPANY = `json_build_object('id', company.id, 'country', company.country, 'status', company.status,
    'name', json_build_object('lang', company.legal_name_lang, 'text', company.legal_name))`;
const ALL: Statement = {
  name: 'demands.inspect-all',
  text: `SELECT demand.id, demand.status, demand.country, demand.title, demand.deadline, ${COMPANY} AS company,
           demand.published_version AS "publishedVersion", demand.close_reason AS "closeReason", demand.updated_at AS "updatedAt"
         FROM demands demand JOIN companies company ON company.id = demand.company_id
         WHERE ($1::text IS NULL OR demand.status = $1) AND ($2::text IS NULL OR demand.country = $2)
           AND ($3::uuid IS NULL OR demand.company_id = $3) AND ($4::uuid IS NULL OR demand.id < $4)
         ORDER BY demand.id DESC LIMIT $5`,
};

// Each list is cut by itself, so that a demand with a long history still answers in bounded time.
const list = (columns: string, from: string) =>
  `coalesce((SELECT json_agg(listed) FROM (SELECT ${columns} FROM ${from} LIMIT $2) listed), '[]'::json)`;
const REQUIREMENTS = list(
  `id, kind, title, description, quantity, mandatory, ARRAY(SELECT concept FROM demand_requirement_concepts bound
     WHERE bound.requirement_id = requirement.id ORDER BY concept) AS concepts`,
  'demand_requirements requirement WHERE demand_id = demand.id AND removed_in IS NULL ORDER BY position',
);
const ATTACHMENTS = list(
  `files.id, files.name, files.media_type AS "mediaType", files.size`,
  `demand_attachments attached JOIN files ON files.id = attached.file_id
     WHERE attached.demand_id = demand.id AND attached.removed_in IS NULL ORDER BY attached.position`,
);
const VERSIONS = list(
  `version, reason, changes, material, published_at AS "publishedAt"`,
  'demand_versions WHERE demand_id = demand.id ORDER BY version DESC',
);
const AMENDMENTS = list(
  `id, demand_version AS "demandVersion", status, reason, changes, material, created_at AS "createdAt", decided_at AS "decidedAt"`,
  'demand_amendments WHERE demand_id = demand.id ORDER BY id DESC',
);
const QUESTIONS = list(
  `asked.id, question, asked_at AS "askedAt", answer, answered_at AS "answeredAt", hidden_at AS "hiddenAt",
     hidden_reason AS "hiddenReason", asker.company_id AS "askerCompanyId"`,
  `demand_questions asked JOIN demand_question_askers asker ON asker.question_id = asked.id
     WHERE asked.demand_id = demand.id ORDER BY asked.id DESC`,
);
const HISTORY = list(
  `at, action, actor_kind AS "actorKind", account_id AS "accountId", details`,
  `audit_entries WHERE subject_type = 'demand' AND subject_id = demand.id::text ORDER BY id DESC`,
);
// As `plainAmount` writes it: the third decimal only where it is no zero.
const amount = (column: string) => `regexp_replace(${column}::text, '0$', '')`;
const ONE: Statement = {
  name: 'demands.inspect',
  text: `SELECT json_build_object('id', demand.id, 'company', ${COMPANY}, 'status', demand.status, 'country', demand.country,
           'place', demand.place, 'title', demand.title, 'titleTranslations', demand.title_translations,
           'description', demand.description, 'descriptionTranslations', demand.description_translations,
           'budget', CASE WHEN demand.budget_max IS NOT NULL THEN json_build_object(
             'min', CASE WHEN demand.budget_min IS NOT NULL THEN json_build_object('amount', ${amount('demand.budget_min')}, 'currency', demand.budget_currency) END,
             'max', json_build_object('amount', ${amount('demand.budget_max')}, 'currency', demand.budget_currency)) END,
           'deadline', demand.deadline, 'publishedVersion', demand.published_version, 'publishedAt', demand.published_at,
           'closedAt', demand.closed_at, 'closeReason', demand.close_reason, 'closeNote', demand.close_note,
           'requirements', ${REQUIREMENTS}, 'attachments', ${ATTACHMENTS}, 'versions', ${VERSIONS}, 'amendments', ${AMENDMENTS}, 'questions', ${QUESTIONS},
           'history', ${HISTORY}) AS demand
         FROM demands demand JOIN companies company ON company.id = demand.company_id WHERE demand.id = $1`,
};
