import { Injectable } from '@nestjs/common';
import {
  type Actor,
  Clock,
  DomainError,
  fieldError,
  invalid,
  type LocalizedText,
  NOT_FOUND,
  UNKNOWN_REFERENCE,
} from '@shuqiao/kernel';
import { Audit, constraintField, Database, STALE_VERSION, type Statement } from '@shuqiao/platform';
import { DUPLICATE_TEMPLATE } from './review.errors';
import type { Decision } from './review.types';

/** A reason that staff pick instead of writing it; an empty `subjectTypes` fits every subject. */
export interface DecisionTemplate {
  readonly code: string;
  readonly decision: Decision;
  readonly subjectTypes: readonly string[];
  readonly texts: LocalizedText;
  /** RFC 3339; a retired template is kept for the decisions that name it. */
  readonly retiredAt: string | null;
  readonly version: number;
}

export type NewTemplate = Pick<DecisionTemplate, 'code' | 'decision' | 'subjectTypes' | 'texts'>;

/** Absent members stay as they are. */
export interface TemplateChanges {
  readonly subjectTypes?: readonly string[] | undefined;
  readonly texts?: LocalizedText | undefined;
  readonly retired?: boolean | undefined;
}

constraintField('decision_templates_pkey', '/code', DUPLICATE_TEMPLATE);

/** The reasons that exist in three languages. */
@Injectable()
export class DecisionTemplates {
  constructor(
    private readonly database: Database,
    private readonly audit: Audit,
    private readonly clock: Clock,
  ) {}

  list(actor: Actor): Promise<DecisionTemplate[]> {
    return this.database.transaction(actor, async () => {
      const rows = await this.database.query<{ template: DecisionTemplate }>(LIST, []);
      return rows.map((row) => row.template);
    });
  }

  add(actor: Actor, { code, decision, subjectTypes, texts }: NewTemplate): Promise<DecisionTemplate> {
    return this.database.transaction(actor, async () => {
      await this.database.query(ADD, [code, decision, [...subjectTypes], JSON.stringify(texts)]);
      return this.changed(actor, 'decision_template.added', code);
    });
  }

  change(
    actor: Actor,
    code: string,
    version: number,
    { subjectTypes, texts, retired }: TemplateChanges,
  ): Promise<DecisionTemplate> {
    return this.database.transaction(actor, async () => {
      const [row] = await this.database.query<{ version: number }>(LOCK, [code]);
      if (!row) throw new DomainError(NOT_FOUND);
      if (row.version !== version) throw new DomainError(STALE_VERSION);
      const values = [
        subjectTypes ? [...subjectTypes] : null,
        texts ? JSON.stringify(texts) : null,
        retired ?? null,
        this.clock.now(),
      ];
      await this.database.query(CHANGE, [code, ...values]);
      return this.changed(actor, 'decision_template.changed', code);
    });
  }

  /** The texts of a template in use. @throws DomainError VALIDATION_FAILED when it does not fit the decision or the subject. */
  async textsFor(code: string, decision: Decision, subjectType: string): Promise<LocalizedText> {
    const [row] = await this.database.query<{ texts: LocalizedText }>(FITTING, [code, decision, subjectType]);
    if (!row) throw invalid(fieldError('/reasonTemplate', UNKNOWN_REFERENCE));
    return row.texts;
  }

  private async changed(actor: Actor, action: string, code: string): Promise<DecisionTemplate> {
    const [row] = await this.database.query<{ template: DecisionTemplate; id: string }>(READ, [code]);
    await this.audit.record(actor, { action, subjectType: 'decision_template', subjectId: row.id, details: { code } });
    return row.template;
  }
}

const TEMPLATE = `json_build_object('code', code, 'decision', decision, 'subjectTypes', subject_types, 'texts', texts,
  'retiredAt', retired_at, 'version', version) AS template`;
const LIST: Statement = {
  name: 'decision-templates.list',
  text: `SELECT ${TEMPLATE} FROM decision_templates ORDER BY code LIMIT 500`,
};
// The audit names subjects by uuid; a template's is made from its code.
const READ: Statement = {
  name: 'decision-templates.read',
  text: `SELECT ${TEMPLATE}, md5('decision_template:' || code)::uuid AS id FROM decision_templates WHERE code = $1`,
};
const ADD: Statement = {
  name: 'decision-templates.add',
  text: 'INSERT INTO decision_templates (code, decision, subject_types, texts) VALUES ($1, $2, $3, $4)',
};
const LOCK: Statement = {
  name: 'decision-templates.lock',
  text: 'SELECT version FROM decision_templates WHERE code = $1 FOR NO KEY UPDATE',
};
const CHANGE: Statement = {
  name: 'decision-templates.change',
  text: `UPDATE decision_templates SET subject_types = coalesce($2, subject_types), texts = coalesce($3::jsonb, texts),
           retired_at = CASE WHEN $4::boolean THEN coalesce(retired_at, $5::timestamptz) WHEN NOT $4::boolean THEN NULL ELSE retired_at END,
           version = version + 1 WHERE code = $1`,
};
const FITTING: Statement = {
  name: 'decision-templates.fitting',
  text: `SELECT texts FROM decision_templates WHERE code = $1 AND decision = $2 AND retired_at IS NULL
           AND (subject_types = '{}' OR $3 = ANY (subject_types))`,
};
