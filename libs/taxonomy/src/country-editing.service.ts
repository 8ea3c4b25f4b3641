import { Injectable } from '@nestjs/common';
import { type Actor, Clock, DomainError, NOT_FOUND } from '@shuqiao/kernel';
import { Audit, Database, Outbox, STALE_VERSION, type Statement } from '@shuqiao/platform';
import { Country } from './country.entity';
import { TaxonomyService } from './taxonomy.service';

export type CountryContent = Pick<
  Country,
  'names' | 'languages' | 'currencies' | 'timeZones' | 'weekend' | 'apostille' | 'callingCode' | 'registrationSchemes'
>;

export interface CountryStatus {
  readonly status: string;
  readonly validFrom: string;
}

/** What the secretariat changes about countries. Who takes part, and since when, is said by the statuses alone. */
@Injectable()
export class CountryEditing {
  constructor(
    private readonly database: Database,
    private readonly audit: Audit,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
    private readonly taxonomy: TaxonomyService,
  ) {}

  /** Every country there is, also those that take no part today. */
  list(actor: Actor): Promise<Country[]> {
    return this.database.transaction(actor, () =>
      this.database.repository(Country).createQueryBuilder('country').orderBy('country.code').take(300).getMany(),
    );
  }

  /** Adds a country without a status: it takes part once it is given one. */
  add(actor: Actor, code: string, content: CountryContent): Promise<Country> {
    return this.database.transaction(actor, async () => {
      await this.check(content);
      const country = this.database
        .repository(Country)
        .create({ code, ...content, version: 1, editedAt: this.clock.now() });
      await this.database.repository(Country).insert(country);
      await this.announce(actor, 'country.added', code);
      return country;
    });
  }

  /** Replaces what is known of a country. @throws STALE_VERSION, NOT_FOUND. */
  change(actor: Actor, code: string, version: number, content: CountryContent): Promise<Country> {
    return this.database.transaction(actor, async () => {
      const countries = this.database.repository(Country);
      const country = await countries.findOne({ where: { code }, lock: { mode: 'pessimistic_write' } });
      if (!country) throw new DomainError(NOT_FOUND);
      if (country.version !== version) throw new DomainError(STALE_VERSION);
      await this.check(content);
      Object.assign(country, content, { version: version + 1, editedAt: this.clock.now() });
      await countries.save(country);
      await this.announce(actor, 'country.changed', code);
      return country;
    });
  }

  /** Gives a country a new status from a date on; the status before ends on that date. */
  changeStatus(actor: Actor, country: string, { status, validFrom }: CountryStatus): Promise<void> {
    return this.database.transaction(actor, async () => {
      const [known] = await this.database.query<{ code: string }>(LOCK_COUNTRY, [country]);
      if (!known) throw new DomainError(NOT_FOUND);
      await this.database.query(END_STATUS, [country, validFrom]);
      await this.database.query(BEGIN_STATUS, [country, status, validFrom]);
      await this.announce(actor, 'country.status_changed', country, { status, validFrom });
    });
  }

  private async check({ languages, currencies }: CountryContent): Promise<void> {
    await Promise.all([
      this.taxonomy.requireLanguages(languages, (index) => `/languages/${index}`),
      ...currencies.map((code, index) => this.taxonomy.requireCurrency(code, `/currencies/${index}`)),
    ]);
  }

  private async announce(actor: Actor, action: string, code: string, details = {}): Promise<void> {
    await this.audit.record(actor, { action, subjectType: 'country', subjectId: code, details });
    await this.outbox.publish(actor, { name: `${action}.v1`, payload: { country: code } });
  }
}

const LOCK_COUNTRY: Statement = {
  name: 'taxonomy.lock-country',
  text: 'SELECT code FROM countries WHERE code = $1 FOR UPDATE',
};
const END_STATUS: Statement = {
  name: 'taxonomy.end-status',
  text: `UPDATE country_statuses SET valid_to = $2::date WHERE country = $1 AND valid_from < $2::date AND (valid_to IS NULL OR valid_to > $2::date)`,
};
const BEGIN_STATUS: Statement = {
  name: 'taxonomy.begin-status',
  text: 'INSERT INTO country_statuses (country, status, valid_from) VALUES ($1, $2, $3::date)',
};
