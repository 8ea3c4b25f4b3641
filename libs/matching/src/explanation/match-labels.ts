import { Injectable } from '@nestjs/common';
import type { Language } from '@shuqiao/kernel';
import { Database, type Statement } from '@shuqiao/platform';
import type { Factor, FactorCode } from '../score/factor';

/** The name of a code in the reader's language; the code itself where no name is known. */
export type LabelOf = (factor: FactorCode, code: string) => string;

type Kind = 'concept' | 'country' | 'language';

/** What the codes of a factor stand for, where they have names. */
const NAMED: Partial<Record<FactorCode, Kind>> = {
  capability: 'concept',
  country: 'country',
  language: 'language',
  track_record: 'country',
};

/** Names of the concepts, countries and languages that factors speak of. */
@Injectable()
export class MatchLabels {
  constructor(private readonly database: Database) {}

  /** Looks up all names that a page of matches needs, at once. */
  async of(factors: readonly Pick<Factor, 'code' | 'met' | 'missing'>[], language: Language): Promise<LabelOf> {
    const codes = { concept: new Set<string>(), country: new Set<string>(), language: new Set<string>() };
    for (const { code, met, missing } of factors) {
      const kind = NAMED[code];
      if (kind)
        for (const value of [...missing, ...met.flatMap((item) => [item.code, item.by])]) codes[kind].add(value);
    }
    const values = [[...codes.concept], [...codes.country], [...codes.language], language];
    const rows = await this.database.read<{ kind: Kind; code: string; label: string }>(LABELS, values);
    const labels = new Map(rows.map((row) => [`${row.kind} ${row.code}`, row.label]));
    return (factor, code) => labels.get(`${NAMED[factor] ?? ''} ${code}`) ?? code;
  }
}

const LABELS: Statement = {
  name: 'matching.labels',
  text: `SELECT 'concept' AS kind, code, labels ->> $4 AS label FROM concepts WHERE code = ANY ($1::text[])
         UNION ALL SELECT 'country', code, names ->> $4 FROM countries WHERE code = ANY ($2::text[])
         UNION ALL SELECT 'language', tag, names ->> $4 FROM languages WHERE tag = ANY ($3::text[])`,
};
