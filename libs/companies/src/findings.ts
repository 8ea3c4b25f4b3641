import { Injectable } from '@nestjs/common';
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

/** What its company may know of a finding: everybody may, too. */
export interface CompanyCheck {
  readonly check: string;
  readonly result: string;
  /** RFC 3339. */
  readonly at: string;
  /** A date, the last one on which the finding holds; null when it does not age. */
  readonly validUntil: string | null;
  readonly expired: boolean;
}

/** What was checked about a company, by whom, when and until when. Readable by the secretariat and the worker. */
@Injectable()
export class Findings {
  constructor(private readonly database: Database) {}

  /** Keeps the findings of an approval; a repetition changes nothing. */
  async keep(companyId: string, { id, findings }: ReviewDecision): Promise<void> {
    if (findings.length) await this.database.query(KEEP, [companyId, id, JSON.stringify(findings)]);
  }

  /** The newest finding of each check. `today` is a date in UTC. */
  checks(companyId: string, today: string): Promise<CompanyCheck[]> {
    return this.database.query<CompanyCheck & Record<string, unknown>>(CHECKS, [companyId, today]);
  }

  /** Every finding ever made, newest first. */
  history(companyId: string): Promise<CompanyFinding[]> {
    return this.database.query<CompanyFinding & Record<string, unknown>>(HISTORY, [companyId]);
  }
}

const KEEP: Statement = {
  name: 'companies.keep-findings',
  text: `INSERT INTO company_findings (company_id, review_case_id, "check", result, valid_until, note, "by", at)
         SELECT $1, $2, finding."check", finding.result, finding."validUntil", finding.note, finding."by", finding.at
         FROM jsonb_to_recordset($3::jsonb) AS finding ("check" text, result text, "validUntil" date, note text, "by" uuid, at timestamptz)
         ON CONFLICT ON CONSTRAINT company_findings_pkey DO NOTHING`,
};
const CHECKS: Statement = {
  name: 'companies.checks',
  text: `SELECT "check", result, at, valid_until AS "validUntil", coalesce(valid_until::date < $2::date, false) AS expired
         FROM public_findings($1)`,
};
const HISTORY: Statement = {
  name: 'companies.findings',
  text: `SELECT review_case_id AS "reviewCaseId", "check", result, valid_until::text AS "validUntil", note, "by",
           accounts.display_name AS "byName", to_char(at, 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS at
         FROM company_findings LEFT JOIN accounts ON accounts.id = company_findings."by"
         WHERE company_id = $1 ORDER BY at DESC, "check" LIMIT 500`,
};
