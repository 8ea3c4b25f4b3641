import { Injectable } from '@nestjs/common';
import { type Actor, Clock, DomainError, newId, NOT_FOUND } from '@shuqiao/kernel';
import { Audit, Database, STALE_VERSION } from '@shuqiao/platform';
import type { DeepPartial, EntityTarget, FindOptionsWhere } from 'typeorm';
import { TOO_MANY_ITEMS } from '../companies.errors';
import { CompanyAccess } from '../company-access';
import type { Company } from '../company.entity';
import { Publications } from '../publications.service';
import type { CompanyItem } from './company-items.entities';

/** How one kind of item behaves. */
export interface ItemKind<T extends CompanyItem> {
  readonly entity: EntityTarget<T>;
  /** For the audit: `company.<noun>_added`. */
  readonly noun: string;
  readonly max: number;
  /** Part of the public page, so that it stands still while the company is reviewed. */
  readonly isPublic: boolean;
}

type Content<T extends CompanyItem> = Omit<T, keyof CompanyItem>;

/**
 * Adding, changing and removing rows of a profile, all under the lock of the company's row: the limits hold, and the
 * public document is rebuilt in the same transaction.
 */
@Injectable()
export class CompanyItems {
  constructor(
    private readonly database: Database,
    private readonly access: CompanyAccess,
    private readonly publications: Publications,
    private readonly audit: Audit,
    private readonly clock: Clock,
  ) {}

  /** All items of the company, oldest first; bounded by the kind's limit. */
  list<T extends CompanyItem>(actor: Actor, companyId: string, kind: ItemKind<T>): Promise<T[]> {
    return this.database.transaction(actor, async () => {
      await this.access.view(actor, companyId);
      return this.of(companyId, kind);
    });
  }

  /** `check` validates the content in the transaction and gives what is stored. */
  add<T extends CompanyItem>(
    actor: Actor,
    companyId: string,
    kind: ItemKind<T>,
    check: () => Promise<Content<T>>,
  ): Promise<T> {
    return this.edit(actor, companyId, kind, 'added', async () => {
      const items = this.database.repository(kind.entity);
      const count = await items.countBy({ companyId } as FindOptionsWhere<T>);
      if (count >= kind.max) throw new DomainError(TOO_MANY_ITEMS, { max: kind.max });
      const now = this.clock.now();
      const item = items.create({
        ...(await check()),
        ...{ id: newId(), companyId, version: 1, createdAt: now, updatedAt: now },
      } as unknown as DeepPartial<T>);
      await items.insert(item as Parameters<typeof items.insert>[0]);
      return item;
    });
  }

  /** A member that is undefined stays as it is. @throws DomainError NOT_FOUND, or STALE_VERSION when the caller last read another version. */
  change<T extends CompanyItem>(
    actor: Actor,
    companyId: string,
    kind: ItemKind<T>,
    { id, version }: { id: string; version: number },
    check: (item: T) => Promise<Partial<Content<T>>>,
  ): Promise<T> {
    return this.edit(actor, companyId, kind, 'changed', async () => {
      const item = await this.one(companyId, kind, id);
      if (item.version !== version) throw new DomainError(STALE_VERSION);
      const given = Object.entries(await check(item)).filter(([, value]) => value !== undefined);
      Object.assign(item, Object.fromEntries(given), { version: version + 1, updatedAt: this.clock.now() });
      return this.database.repository(kind.entity).save(item);
    });
  }

  async remove<T extends CompanyItem>(actor: Actor, companyId: string, kind: ItemKind<T>, id: string): Promise<void> {
    await this.edit(actor, companyId, kind, 'removed', async () => {
      const item = await this.one(companyId, kind, id);
      await this.database.repository(kind.entity).delete({ id, companyId } as FindOptionsWhere<T>);
      return item;
    });
  }

  of<T extends CompanyItem>(companyId: string, kind: ItemKind<T>): Promise<T[]> {
    const items = this.database.repository(kind.entity);
    return items.find({ where: { companyId } as FindOptionsWhere<T>, order: { id: 'ASC' } as never, take: kind.max });
  }

  private async one<T extends CompanyItem>(companyId: string, kind: ItemKind<T>, id: string): Promise<T> {
    const item = await this.database.repository(kind.entity).findOneBy({ id, companyId } as FindOptionsWhere<T>);
    if (!item) throw new DomainError(NOT_FOUND);
    return item;
  }

  private edit<T extends CompanyItem>(
    actor: Actor,
    companyId: string,
    kind: ItemKind<T>,
    act: string,
    work: (company: Company) => Promise<T>,
  ): Promise<T> {
    return this.database.transaction(actor, async () => {
      const company = await this.access.own(actor, companyId, 'company.edit');
      if (act !== 'removed') company.requirePresent();
      if (kind.isPublic) company.requireEditable();
      const item = await work(company);
      if (kind.isPublic && act === 'removed') await this.publications.forgetEvidence(companyId, item.id);
      if (kind.isPublic) await this.publications.refresh(actor, company);
      const details = { itemId: item.id };
      const action = `company.${kind.noun}_${act}`;
      await this.audit.record(actor, { action, subjectType: 'company', subjectId: companyId, companyId, details });
      return item;
    });
  }
}
