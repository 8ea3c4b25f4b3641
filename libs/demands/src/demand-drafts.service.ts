import { Injectable } from '@nestjs/common';
import { companiesWith, requirePermission } from '@shuqiao/identity';
import { type Actor, Clock, DomainError, type FieldError, invalid, newId, NOT_FOUND } from '@shuqiao/kernel';
import { Audit, Database, Outbox } from '@shuqiao/platform';
import {
  type DemandContact,
  type DemandTerms,
  type RequirementInput,
  changeTerms,
  type TermsChange,
} from './demand-content';
import { Demand } from './demand.entity';
import { DemandAttachments } from './demand-attachments.service';
import { demandSubmitted } from './demand.events';
import { DemandRecords, withIds } from './demand-records';
import { DemandReferences } from './demand-references';
import { faultsOfIds, faultsOfTerms } from './demand-rules';
import { DemandSubmission } from './demand-submission';
import { OwnDemands } from './own-demands.query';
import type { WorkingCopy } from './working-copy';

export interface DemandInput {
  readonly terms: DemandTerms;
  readonly contact: DemandContact | null;
  readonly requirements: readonly RequirementInput[];
}

export interface DemandEdit {
  readonly terms: TermsChange;
  readonly contact?: DemandContact | null | undefined;
}

/** What a company does with a demand until it is published. */
@Injectable()
export class DemandDrafts {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly audit: Audit,
    private readonly outbox: Outbox,
    private readonly records: DemandRecords,
    private readonly references: DemandReferences,
    private readonly submission: DemandSubmission,
    private readonly own: OwnDemands,
    private readonly attachments: DemandAttachments,
  ) {}

  /** Begins a draft; any company may, verified or not. */
  create(actor: Actor, companyId: string, input: DemandInput): Promise<WorkingCopy> {
    return this.database.transaction(actor, async () => {
      if (!companiesWith(actor, 'demand.view').includes(companyId)) throw new DomainError(NOT_FOUND);
      requirePermission(actor, 'demand.edit', companyId);
      refuse(faultsOfTerms(input.terms), faultsOfIds(input.requirements, new Set()));
      await this.references.check(input.terms, input.requirements);
      const demand = this.begin(companyId, input);
      await this.database.repository(Demand).insert(demand);
      const requirements = withIds(input.requirements);
      if (requirements.length) this.records.writeRequirements(demand, requirements);
      await this.record(actor, 'demand.created', demand);
      return this.own.begun(demand, requirements);
    });
  }

  /** Changes the terms or the contact of a draft or of what was returned. */
  edit(actor: Actor, companyId: string, demandId: string, version: number, edit: DemandEdit): Promise<WorkingCopy> {
    return this.database.transaction(actor, async () => {
      const demand = await this.records.lockVersion(actor, companyId, demandId, version);
      demand.requireEditable();
      const terms = changeTerms(demand.terms, edit.terms);
      refuse(faultsOfTerms(terms));
      await this.references.check(edit.terms, []);
      demand.terms = terms;
      if (edit.contact !== undefined) demand.contact = edit.contact;
      await this.records.save(demand);
      await this.record(actor, 'demand.edited', demand);
      return this.own.copyOf(actor, demand);
    });
  }

  /** Replaces the requirements as a whole; those that name their id keep it. */
  replaceRequirements(
    actor: Actor,
    companyId: string,
    demandId: string,
    version: number,
    inputs: readonly RequirementInput[],
  ): Promise<WorkingCopy> {
    return this.database.transaction(actor, async () => {
      const demand = await this.records.lockVersion(actor, companyId, demandId, version);
      demand.requireEditable();
      const known = await this.records.requirementsOf(demandId);
      refuse(faultsOfIds(inputs, new Set(known.map(({ id }) => id))));
      await this.references.check({}, inputs);
      this.records.replaceRequirements(demand, withIds(inputs));
      await this.records.save(demand);
      await this.record(actor, 'demand.edited', demand);
      return this.own.copyOf(actor, demand);
    });
  }

  /** Makes uploaded files the demand's attachments, as a whole and in this order. */
  replaceAttachments(
    actor: Actor,
    companyId: string,
    demandId: string,
    version: number,
    fileIds: readonly string[],
  ): Promise<WorkingCopy> {
    return this.database.transaction(actor, async () => {
      const demand = await this.records.lockVersion(actor, companyId, demandId, version);
      demand.requireEditable();
      await this.records.replaceAttachments(demand, await this.attachments.resolve(demand, fileIds));
      await this.records.save(demand);
      await this.record(actor, 'demand.edited', demand);
      return this.own.copyOf(actor, demand);
    });
  }

  /** Whom to talk to is not public and needs no review: it may change until the demand is closed. */
  changeContact(
    actor: Actor,
    companyId: string,
    demandId: string,
    version: number,
    contact: DemandContact,
  ): Promise<WorkingCopy> {
    return this.database.transaction(actor, async () => {
      const demand = await this.records.lockVersion(actor, companyId, demandId, version);
      demand.requireContactChangeable();
      demand.contact = contact;
      await this.records.save(demand);
      await this.record(actor, 'demand.contact_changed', demand);
      return this.own.copyOf(actor, demand);
    });
  }

  /** Hands the demand to the secretariat for review. */
  submit(actor: Actor, companyId: string, demandId: string): Promise<WorkingCopy> {
    return this.database.transaction(actor, async () => {
      const demand = await this.records.lock(actor, 'demand.edit', companyId, demandId);
      demand.requireSubmittable();
      const content = await this.records.contentOf(demand);
      demand.submit(await this.submission.open(actor, demand, content, 1));
      await this.records.save(demand);
      await this.record(actor, 'demand.submitted', demand);
      await this.outbox.publish(actor, demandSubmitted(demand));
      return this.own.copyOf(actor, demand);
    });
  }

  /** Deletes a draft for good; what was ever submitted stays. */
  remove(actor: Actor, companyId: string, demandId: string): Promise<void> {
    return this.database.transaction(actor, async () => {
      const demand = await this.records.lock(actor, 'demand.edit', companyId, demandId);
      demand.requireDeletable();
      await this.attachments.release(actor, demand);
      await this.database.repository(Demand).delete({ id: demand.id });
      await this.record(actor, 'demand.deleted', demand);
    });
  }

  private begin(companyId: string, { terms, contact }: DemandInput): Demand {
    const now = this.clock.now();
    const demand = new Demand();
    demand.terms = terms;
    return Object.assign(demand, {
      id: newId(),
      companyId,
      status: 'draft',
      contact,
      origin: null,
      reviewCaseId: null,
      publishedVersion: 0,
      publishedAt: null,
      closedAt: null,
      closeReason: null,
      closeNote: null,
      version: 1,
      createdAt: now,
      updatedAt: now,
    } satisfies Partial<Demand>);
  }

  private record(actor: Actor, action: string, demand: Demand): Promise<void> {
    return this.audit.record(actor, {
      action,
      subjectType: 'demand',
      subjectId: demand.id,
      companyId: demand.companyId,
    });
  }
}

function refuse(...faults: FieldError[][]): void {
  const errors = faults.flat();
  if (errors.length) throw invalid(...errors);
}
