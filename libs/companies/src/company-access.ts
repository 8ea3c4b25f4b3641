import { Injectable } from '@nestjs/common';
import { type Actor, DomainError, NOT_FOUND } from '@shuqiao/kernel';
import { companiesWith, type Permission, requirePermission } from '@shuqiao/identity';
import { Database } from '@shuqiao/platform';
import { Company } from './company.entity';

type Lock = 'pessimistic_write' | 'pessimistic_read';

/** Finds companies by what the actor may see, always inside the caller's transaction. */
@Injectable()
export class CompanyAccess {
  constructor(private readonly database: Database) {}

  /**
   * The actor's own company under a row lock, so that what is decided on it still holds when it is written.
   * @throws DomainError NOT_FOUND for a stranger, FORBIDDEN when the actor's role does not carry the permission.
   */
  async own(
    actor: Actor,
    companyId: string,
    permission: Permission,
    lock: Lock = 'pessimistic_write',
  ): Promise<Company> {
    this.requireMember(actor, companyId);
    requirePermission(actor, permission, companyId);
    return this.locked(companyId, lock);
  }

  /** The same without a lock, for reading. */
  async view(actor: Actor, companyId: string): Promise<Company> {
    this.requireMember(actor, companyId);
    const company = await this.database.repository(Company).findOneBy({ id: companyId });
    if (!company) throw new DomainError(NOT_FOUND);
    return company;
  }

  /** Any company under a row lock: for staff and for handlers. */
  async locked(companyId: string, lock: Lock = 'pessimistic_write'): Promise<Company> {
    const company = await this.database.repository(Company).findOne({ where: { id: companyId }, lock: { mode: lock } });
    if (!company) throw new DomainError(NOT_FOUND);
    return company;
  }

  /** @throws DomainError NOT_FOUND, as for a company that does not exist. */
  requireMember(actor: Actor, companyId: string): void {
    if (!companiesWith(actor, 'company.view').includes(companyId)) throw new DomainError(NOT_FOUND);
  }
}
