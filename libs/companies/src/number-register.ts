import { Injectable } from '@nestjs/common';
import { Database, type Statement } from '@shuqiao/platform';
import type { RegistrationNumber } from './company.types';
import { jurisdictionOf } from './registration-numbers';

interface Holder {
  readonly id: string;
  readonly country: string;
}

/** Which other companies claim a number, without saying who they are. */
export interface OtherHolders {
  /** A verified or suspended company has it. */
  readonly verified: boolean;
  /** A company under review claims it. */
  readonly submitted: boolean;
}

/** The registration numbers of companies; inside the caller's transaction. */
@Injectable()
export class NumberRegister {
  constructor(private readonly database: Database) {}

  async of(companyId: string): Promise<RegistrationNumber[]> {
    return this.database.query<RegistrationNumber & Record<string, unknown>>(OF, [companyId]);
  }

  /**
   * Replaces a company's numbers. `inForce` puts them into force as verified: a unique index then refuses a number that
   * another verified company has.
   */
  async replace(holder: Holder, numbers: readonly RegistrationNumber[], inForce: boolean): Promise<void> {
    await this.database.query(CLEAR, [holder.id]);
    if (!numbers.length) return;
    await this.database.query(ADD, [holder.id, ...this.columns(holder, numbers), inForce]);
  }

  /** Puts a company's numbers into force; fails on the unique index when another verified company has one of them. */
  async putInForce(companyId: string): Promise<void> {
    await this.database.query(PUT_IN_FORCE, [companyId]);
  }

  /**
   * Who else claims these numbers. Claims of one number take turns until their transactions end, so that of two
   * submissions at once the second sees the first.
   */
  async otherHolders(holder: Holder, numbers: readonly RegistrationNumber[]): Promise<OtherHolders> {
    for (const { scheme, number } of [...numbers].sort((a, b) => (a.number < b.number ? -1 : 1))) {
      await this.database.query(TAKE_TURNS, [`${scheme}:${number}`]);
    }
    const rows = await this.database.query<{ verified: boolean }>(HOLDERS, [
      holder.id,
      ...this.columns(holder, numbers),
    ]);
    return { verified: rows.some((row) => row.verified), submitted: rows.some((row) => !row.verified) };
  }

  private columns(holder: Holder, numbers: readonly RegistrationNumber[]): string[][] {
    return [
      numbers.map(({ scheme }) => scheme),
      numbers.map(({ number }) => number),
      numbers.map((number) => jurisdictionOf(number, holder.country)),
    ];
  }
}

const OF: Statement = {
  name: 'companies.numbers-of',
  text: 'SELECT scheme, number FROM company_registration_numbers WHERE company_id = $1 ORDER BY position',
};
const CLEAR: Statement = {
  name: 'companies.clear-numbers',
  text: 'DELETE FROM company_registration_numbers WHERE company_id = $1',
};
const ADD: Statement = {
  name: 'companies.add-numbers',
  text: `INSERT INTO company_registration_numbers (company_id, position, scheme, number, jurisdiction, in_force)
         SELECT $1, position - 1, scheme, number, jurisdiction, $5
         FROM unnest($2::text[], $3::text[], $4::text[]) WITH ORDINALITY AS given (scheme, number, jurisdiction, position)`,
};
const HOLDERS: Statement = {
  name: 'companies.number-holders',
  text: 'SELECT verified FROM registration_number_holders($1, $2::text[], $3::text[], $4::text[])',
};
const PUT_IN_FORCE: Statement = {
  name: 'companies.numbers-in-force',
  text: 'UPDATE company_registration_numbers SET in_force = true WHERE company_id = $1',
};
const TAKE_TURNS: Statement = {
  name: 'companies.claim-number',
  text: 'SELECT pg_advisory_xact_lock(hashtextextended($1, 1))',
};
