import { Injectable } from '@nestjs/common';
import type { Language } from '@shuqiao/kernel';
import { Database, type Statement } from '@shuqiao/platform';
import type { Factor, FactorCode } from './features';

/** The name of a code in the reader's language; the code itself where no name is known. */
export type LabelOf = (factor: FactorCode, code: string) => string;

/** Names of the concepts, countries and languages that factors speak of. */
@Injectable()
export class MatchLabels {
  constructor(private readonly database: Database) {}

  /** Looks up all names that a page of matches needs, at once. */
  async of(factors: readonly Factor[], language: Language): Promise<LabelOf> {
    const codes: Record<FactorCode, Set<string>> = { concepts: new Set(), country: new Set(), language: new Set() };
    for (const { code, met, missing } of factors) {
      for (const value of [...missing, ...met.flatMap((item) => [item.code, item.by])]) codes[code].add(value);
    }
    const values = [[...codes.concepts], [...codes.country], [...codes.language], language];
    const rows = await this.database.read<{ kind: FactorCode; code: string; label: string }>(LABELS, values);
    const labels = new Map(rows.map((row) => [`${row.kind} ${row.code}`, row.label]));
    return (factor, code) => labels.get(`${factor} ${code}`) ?? code;
  }
}

const LABELS: Statement = {
  name: 'matching.labels',
  text: `SELECT 'concepts' AS kind, code, labels ->> $4 AS label FROM concepts WHERE code = ANY ($1::text[])
         UNION ALL SELECT 'country', code, names ->> $4 FROM countries WHERE code = ANY ($2::text[])
         UNION ALL SELECT 'language', tag, names ->> $4 FROM languages WHERE tag = ANY ($3::text[])`,
};
