import { Injectable } from '@nestjs/common';
import { type AccountActor, type Actor, Clock, DomainError, newId, NOT_FOUND, type TaggedText } from '@shuqiao/kernel';
import type { Permission } from '@shuqiao/identity';
import { Audit, Database, type Statement } from '@shuqiao/platform';
import { TaxonomyService } from '@shuqiao/taxonomy';
import { COMPANY_NOT_VERIFIED, TOO_MANY_COMPANIES } from './companies.errors';
import { CompanyAccess } from './company-access';
import { Company } from './company.entity';
import type { CompanyCard, CompanyKind } from './company.types';
import { NumberRegister } from './number-register';
import { checkRegistrationNumbers, type TypedNumber } from './registration-numbers';

export interface NewCompany {
  readonly legalName: TaggedText;
  readonly country: string;
  readonly kind: CompanyKind;
  readonly registrationNumbers: readonly TypedNumber[];
}

/** A company of the actor's, with his role in it. */
export type MyCompany = CompanyCard & { readonly role: string; readonly version: number };

const MOST_PER_ACCOUNT = 20;

/** Creating companies, and what other contexts ask about them. */
@Injectable()
export class Companies {
  constructor(
    private readonly database: Database,
    private readonly access: CompanyAccess,
    private readonly numbers: NumberRegister,
    private readonly taxonomy: TaxonomyService,
    private readonly audit: Audit,
    private readonly clock: Clock,
  ) {}

  /** Creates a draft of which the actor becomes the owner. */
  create(actor: AccountActor, input: NewCompany): Promise<MyCompany> {
    return this.database.transaction(actor, async () => {
      await this.taxonomy.requireParticipant(input.country, '/country');
      await this.taxonomy.requireLanguages([input.legalName.lang], () => '/legalName/lang');
      const numbers = checkRegistrationNumbers(input.country, input.registrationNumbers);
      await this.requireRoom(actor);
      const company = Company.draft(
        {
          id: newId(),
          country: input.country,
          kind: input.kind,
          legalName: input.legalName.text,
          legalNameLang: input.legalName.lang,
          createdBy: actor.accountId,
        },
        this.clock.now(),
      );
      await this.database.repository(Company).insert(company);
      await this.numbers.replace(company, numbers, false);
      await this.database.query(JOIN, [company.id, actor.accountId]);
      await this.audit.record(actor, {
        action: 'company.created',
        subjectType: 'company',
        subjectId: company.id,
        companyId: company.id,
        details: { country: company.country, kind: company.kind },
      });
      const [created] = await this.database.query<MyCompany & Record<string, unknown>>(ONE_OF_MINE, [
        actor.accountId,
        company.id,
      ]);
      if (!created) throw new DomainError(NOT_FOUND);
      return created;
    });
  }

  /** The companies the actor belongs to, newest first; few, hence no page. */
  mine(actor: AccountActor): Promise<MyCompany[]> {
    return this.database.queryOnce<MyCompany & Record<string, unknown>>(actor, MINE, [actor.accountId]);
  }

  /**
   * Lets only a verified company go on, and keeps it verified until the caller's transaction ends. Call it inside one.
   * @throws DomainError NOT_FOUND for a stranger, FORBIDDEN for a role without the permission, COMPANY_NOT_VERIFIED.
   */
  async requireVerified(actor: Actor, companyId: string, permission: Permission): Promise<Company> {
    return this.database.transaction(actor, async () => {
      const company = await this.access.own(actor, companyId, permission, 'pessimistic_read');
      if (company.status !== 'verified') throw new DomainError(COMPANY_NOT_VERIFIED, { status: company.status });
      return company;
    });
  }

  /** What others may see of companies that are or were verified on a card; ids of other companies are left out. */
  async cards(companyIds: readonly string[]): Promise<Map<string, CompanyCard>> {
    if (!companyIds.length) return new Map();
    const rows = await this.database.read<CompanyCard & Record<string, unknown>>(CARDS, [[...new Set(companyIds)]]);
    return new Map(rows.map((row) => [row.companyId, row]));
  }

  // The lock makes two creations at once wait for each other, so that neither misses the other in the count.
  private async requireRoom(actor: AccountActor): Promise<void> {
    await this.database.query(TAKE_TURNS, [`companies:${actor.accountId}`]);
    const [row] = await this.database.query<{ created: number }>(COUNT_CREATED, [actor.accountId]);
    if ((row?.created ?? 0) >= MOST_PER_ACCOUNT) throw new DomainError(TOO_MANY_COMPANIES, { max: MOST_PER_ACCOUNT });
  }
}

const CARD = `companies.id AS "companyId", json_build_object('lang', legal_name_lang, 'text', legal_name) AS "legalName", names, country, side, kind, status`;

const JOIN: Statement = {
  name: 'companies.join',
  text: `INSERT INTO memberships (company_id, account_id, role) VALUES ($1, $2, 'owner')`,
};
const OF_ACCOUNT = `SELECT ${CARD}, companies.version, memberships.role FROM memberships JOIN companies ON companies.id = memberships.company_id
  WHERE memberships.account_id = $1`;
const MINE: Statement = { name: 'companies.mine', text: `${OF_ACCOUNT} ORDER BY companies.id DESC LIMIT 200` };
const ONE_OF_MINE: Statement = { name: 'companies.one-of-mine', text: `${OF_ACCOUNT} AND companies.id = $2` };
// The public version of a company with a change under review is still the verified one.
const CARDS: Statement = {
  name: 'companies.cards',
  text: `SELECT ${CARD} FROM companies WHERE id = ANY ($1::uuid[])
         AND (status IN ('verified', 'listed', 'suspended') OR (status = 'withdrawn' AND verified_at IS NOT NULL))`,
};
const TAKE_TURNS: Statement = {
  name: 'companies.take-turns',
  text: 'SELECT pg_advisory_xact_lock(hashtextextended($1, 0))',
};
const COUNT_CREATED: Statement = {
  name: 'companies.count-created',
  text: 'SELECT count(*)::integer AS created FROM companies WHERE created_by = $1',
};
