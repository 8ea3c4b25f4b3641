import { Injectable } from '@nestjs/common';
import { shownName } from '@shuqiao/identity';
import type { Actor } from '@shuqiao/kernel';
import type { ReviewDecision } from '@shuqiao/moderation';
import { Database, type Statement } from '@shuqiao/platform';

export interface CompanyFinding {
  readonly reviewCaseId: string;
  readonly check: string;
  readonly result: string;
  readonly validUntil: string | null;
  readonly note: string | null;
  readonly by: string;
  readonly byName: string | null;
  readonly at: string;
}

/** Who found it, as far as the company and the public are told: the secretariat answers for its people. */
export const CHECKED_BY = 'secretariat_reviewer';

/** What everybody may know of a finding: not which of the secretariat's people found it, and no note. */
export interface PublicCheck {
  readonly check: string;
  readonly result: string;
  readonly checkedBy: typeof CHECKED_BY;
  /** RFC 3339. */
  readonly at: string;
  /** A date, the last one on which the finding holds; null when it does not age. */
  readonly validUntil: string | null;
  /** It has run out or is about to, and is being done again. */
  readonly renewing: boolean;
}

export interface CompanyCheck extends PublicCheck {
  readonly expired: boolean;
}

/** What was checked about a company, by whom, when and until when. Readable by the secretariat and the worker. */
@Injectable()
export class Findings {
  constructor(private readonly database: Database) {}

  /**
   * Keeps the findings of an approval, which from now on count instead of earlier ones of the same checks. Called once for
   * an approval, under the lock of the company's row.
   */
  async keep(companyId: string, { id, findings }: ReviewDecision): Promise<void> {
    if (!findings.length) return;
    await this.database.query(SUPERSEDE, [companyId, findings.map(({ check }) => check)]);
    await this.database.query(KEEP, [companyId, id, JSON.stringify(findings)]);
  }

  /** The finding of each check that counts. */
  async checks(companyId: string): Promise<PublicCheck[]> {
    const rows = await this.database.query<PublicCheck & Record<string, unknown>>(CHECKS, [companyId]);
    return rows.map(({ check, result, at, validUntil, renewing }) => {
      return { check, result, checkedBy: CHECKED_BY, at, validUntil, renewing };
    });
  }

  /** The same, with what no longer holds marked. `today` is a date in UTC. */
  async checksOn(companyId: string, today: string): Promise<CompanyCheck[]> {
    const checks = await this.checks(companyId);
    return checks.map((check) => ({ ...check, expired: check.validUntil !== null && check.validUntil < today }));
  }

  /** Every finding ever made, newest first. */
  history(actor: Actor, companyId: string): Promise<CompanyFinding[]> {
    return this.database.query<CompanyFinding & Record<string, unknown>>(HISTORY, [companyId, actor.language]);
  }
}

const SUPERSEDE: Statement = {
  name: 'companies.supersede-findings',
  text: 'UPDATE company_findings SET current = false WHERE company_id = $1 AND current AND "check" = ANY ($2::text[])',
};
const KEEP: Statement = {
  name: 'companies.keep-findings',
  text: `INSERT INTO company_findings (company_id, review_case_id, "check", result, valid_until, note, "by", at)
         SELECT $1, $2, finding."check", finding.result, finding."validUntil", finding.note, finding."by", finding.at
         FROM jsonb_to_recordset($3::jsonb) AS finding ("check" text, result text, "validUntil" date, note text, "by" uuid, at timestamptz)`,
};
// Through a function of the owner's: the firms' role cannot read findings, yet its edits rebuild the public document.
const CHECKS: Statement = {
  name: 'companies.checks',
  text: `SELECT "check", result, at, valid_until AS "validUntil", EXISTS (SELECT FROM company_renewals renewal
           WHERE renewal.company_id = $1 AND renewal.status IN ('under_review', 'returned') AND "check" = ANY (renewal.checks)) AS renewing
         FROM public_findings($1)`,
};
const HISTORY: Statement = {
  name: 'companies.findings',
  text: `SELECT review_case_id AS "reviewCaseId", "check", result, valid_until::text AS "validUntil", note, "by",
           ${shownName('accounts', '$2')} AS "byName", to_char(at, 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS at
         FROM company_findings LEFT JOIN accounts ON accounts.id = company_findings."by"
         WHERE company_id = $1 ORDER BY at DESC, "check" LIMIT 500`,
};
