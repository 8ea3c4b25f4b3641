import { Injectable } from '@nestjs/common';
import type { Origin } from '@shuqiao/companies';
import {
  type Actor,
  Clock,
  fieldError,
  invalid,
  MUST_BE_FUTURE,
  newId,
  REQUIRED,
  type TaggedText,
} from '@shuqiao/kernel';
import { Audit, Database, Outbox } from '@shuqiao/platform';
import { TaxonomyService } from '@shuqiao/taxonomy';
import type { Budget, DemandContent } from './demand-content';
import { changesBetween, isMaterial } from './demand-changes';
import { Demand } from './demand.entity';
import { demandAmended, demandPublished } from './demand.events';
import { DemandPublication } from './demand-publication';
import { DemandRecords, withIds } from './demand-records';
import { DemandReferences } from './demand-references';
import { faultsOfTerms } from './demand-rules';

/** A demand as a procurement register shows it. */
export interface ImportedDemand {
  readonly origin: Origin;
  readonly country: string;
  readonly title: TaggedText;
  readonly description: TaggedText;
  readonly concepts: readonly string[];
  readonly budget: Budget | null;
  /** RFC 3339, UTC. */
  readonly deadline: string | null;
}

const RENEWED: TaggedText = { lang: 'en', text: 'The record has changed at its source.' };

/** Demands that the secretariat has imported. Their companies are listed only, so that nobody can answer them here. */
@Injectable()
export class ImportedDemands {
  constructor(
    private readonly database: Database,
    private readonly records: DemandRecords,
    private readonly references: DemandReferences,
    private readonly publication: DemandPublication,
    private readonly taxonomy: TaxonomyService,
    private readonly audit: Audit,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
  ) {}

  /** Returns the id. @throws DomainError VALIDATION_FAILED naming members of the line by pointer. */
  add(actor: Actor, companyId: string, imported: ImportedDemand, published: boolean): Promise<string> {
    return this.database.transaction(actor, async () => {
      const content = contentOf(imported, newId());
      await this.check(imported, content, published);
      const demand = this.begin(companyId, imported.origin, content);
      await this.database.repository(Demand).insert(demand);
      this.records.writeRequirements(demand, content.requirements);
      await this.record(actor, 'demand.imported', demand);
      if (published) await this.publish(actor, demand);
      return demand.id;
    });
  }

  /**
   * Replaces what was imported; what is public gets a new version. False when it says the same as before.
   * @throws DomainError DEMAND_NOT_OPEN when it is closed, VALIDATION_FAILED.
   */
  replace(actor: Actor, demandId: string, imported: ImportedDemand, published: boolean): Promise<boolean> {
    return this.database.transaction(actor, async () => {
      const demand = await this.records.lockAny(demandId);
      if (!demand) throw new Error(`An imported demand is never deleted: ${demandId}`);
      if (demand.status === 'closed') demand.requireOpen();
      const before = await this.records.contentOf(demand);
      const content = contentOf(imported, before.requirements[0]?.id ?? newId());
      const changes = changesBetween(before, content);
      const wasPublic = demand.status === 'published';
      if (!changes.length && wasPublic >= published) return false;
      await this.check(imported, content, published || wasPublic);
      demand.origin = imported.origin;
      if (wasPublic) demand.amend(demand.publishedVersion + 1, content);
      else demand.terms = content;
      this.records.writeRequirements(demand, content.requirements);
      await this.records.save(demand);
      if (!wasPublic) {
        await this.record(actor, 'demand.imported', demand);
        if (published) await this.publish(actor, demand);
        return true;
      }
      await this.publication.putOut(demand, content, { reason: RENEWED, changes });
      await this.record(actor, 'demand.amended', demand);
      await this.outbox.publish(actor, demandAmended(demand, demand.publishedVersion, isMaterial(changes)));
      return true;
    });
  }

  private async publish(actor: Actor, demand: Demand): Promise<void> {
    demand.publishImported(this.clock.now());
    await this.records.save(demand);
    await this.publication.putOut(demand, await this.records.contentOf(demand), null);
    await this.record(actor, 'demand.published', demand);
    await this.outbox.publish(actor, demandPublished(demand));
  }

  private async check(imported: ImportedDemand, content: DemandContent, published: boolean): Promise<void> {
    const faults = faultsOfTerms(content);
    if (published && content.deadline === null) faults.push(fieldError('/deadline', REQUIRED));
    if (published && content.deadline !== null && Date.parse(content.deadline) <= this.clock.now().getTime())
      faults.push(fieldError('/deadline', MUST_BE_FUTURE));
    if (faults.length) throw invalid(...faults);
    await this.taxonomy.requireLanguages([imported.title.lang], () => '/lang');
    await this.taxonomy.requireConcepts(imported.concepts, (index) => `/concepts/${index}`);
    await this.references.check(content, []);
  }

  private begin(companyId: string, origin: Origin, content: DemandContent): Demand {
    const now = this.clock.now();
    const demand = new Demand();
    demand.terms = content;
    const unreviewed = { reviewCaseId: null, contact: null, publishedVersion: 0, publishedAt: null };
    const open = { closedAt: null, closeReason: null, closeNote: null, status: 'draft' as const };
    const row = { id: newId(), companyId, origin, version: 1, createdAt: now, updatedAt: now };
    return Object.assign(demand, row, unreviewed, open);
  }

  private record(actor: Actor, action: string, demand: Demand): Promise<void> {
    const { id: subjectId, companyId, publishedVersion: version, origin } = demand;
    const details = { version, source: origin?.source ?? null };
    return this.audit.record(actor, { action, subjectType: 'demand', subjectId, companyId, details });
  }
}

/** A register's record is one lot: nobody has taken it apart into requirements. */
function contentOf(imported: ImportedDemand, requirementId: string): DemandContent {
  const { country, title, description, concepts, budget, deadline } = imported;
  const lot = { id: requirementId, kind: 'lot' as const, title, description: null, quantity: null, mandatory: true };
  return {
    ...{ country, place: null, title, titleTranslations: [], description, descriptionTranslations: [] },
    ...{ budget, deadline, attachments: [], requirements: withIds([{ ...lot, concepts }]) },
  };
}
