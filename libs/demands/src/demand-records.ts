import { Injectable } from '@nestjs/common';
import { type Actor, Clock, DomainError, newId, NOT_FOUND } from '@shuqiao/kernel';
import { companiesWith, type Permission, requirePermission } from '@shuqiao/identity';
import { Database, STALE_VERSION, type Statement } from '@shuqiao/platform';
import type { QueryDeepPartialEntity } from 'typeorm';
import type { Attachment, DemandContent, Requirement, RequirementInput } from './demand-content';
import { Demand } from './demand.entity';

/** The rows of a demand, for the use cases of this context: read under a lock, written with their version. */
@Injectable()
export class DemandRecords {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /**
   * Locks a demand of a company the actor belongs to.
   * @throws DomainError NOT_FOUND for a stranger, FORBIDDEN for a member whose role does not carry the permission.
   */
  async lock(actor: Actor, permission: Permission, companyId: string, demandId: string): Promise<Demand> {
    if (!companiesWith(actor, 'demand.view').includes(companyId)) throw new DomainError(NOT_FOUND);
    const demand = await this.lockAny(demandId);
    if (demand?.companyId !== companyId) throw new DomainError(NOT_FOUND);
    requirePermission(actor, permission, companyId);
    return demand;
  }

  /** The same with the version that the caller last read. */
  async lockVersion(actor: Actor, companyId: string, demandId: string, version: number): Promise<Demand> {
    const demand = await this.lock(actor, 'demand.edit', companyId, demandId);
    if (demand.version !== version) throw new DomainError(STALE_VERSION);
    return demand;
  }

  /** For the secretariat and the worker, who may touch every demand. */
  lockAny(demandId: string): Promise<Demand | null> {
    return this.database.repository(Demand).findOne({ where: { id: demandId }, lock: { mode: 'pessimistic_write' } });
  }

  /** Writes back what was locked and counts its version up. */
  async save(demand: Demand): Promise<void> {
    const { id, companyId: _companyId, createdAt: _createdAt, ...columns } = { ...demand };
    const updatedAt = this.clock.now();
    const next = { ...columns, version: demand.version + 1, updatedAt } as QueryDeepPartialEntity<Demand>;
    const { affected } = await this.database.repository(Demand).update({ id, version: demand.version }, next);
    if (affected !== 1) throw new DomainError(STALE_VERSION);
    demand.version += 1;
    demand.updatedAt = updatedAt;
  }

  async contentOf(demand: Demand): Promise<DemandContent> {
    const requirements = await this.requirementsOf(demand.id);
    return { ...demand.terms, requirements, attachments: await this.attachmentsOf(demand.id) };
  }

  attachmentsOf(demandId: string): Promise<Attachment[]> {
    return this.database.query<Attachment & Record<string, unknown>>(ATTACHMENTS, [demandId]);
  }

  /** Keeps the files of a pending amendment from being deleted; they do not belong to the demand yet. */
  async holdAttachments(demand: Demand, attachments: readonly Attachment[]): Promise<void> {
    const ids = attachments.map(({ id }) => id);
    await this.database.query(HOLD_FILES, [demand.id, demand.companyId, ids, demand.publishedVersion]);
  }

  /** Makes these files the demand's, in this order; the rest goes, or stays as removed once there was a version. */
  async replaceAttachments(demand: Demand, attachments: readonly Attachment[]): Promise<void> {
    const ids = attachments.map(({ id }) => id);
    const published = demand.publishedVersion > 0;
    if (published) await this.database.query(RETIRE_FILES, [demand.id, ids, demand.publishedVersion]);
    else await this.database.query(DELETE_FILES, [demand.id, ids]);
    await this.database.query(WRITE_FILES, [demand.id, demand.companyId, ids]);
  }

  requirementsOf(demandId: string): Promise<Requirement[]> {
    return this.database.query<Requirement & Record<string, unknown>>(REQUIREMENTS, [demandId]);
  }

  /** Makes these the demand's requirements; those no longer named go, or stay as removed once there was a version. */
  replaceRequirements(demand: Demand, requirements: readonly Requirement[]): void {
    const ids = requirements.map(({ id }) => id);
    if (demand.publishedVersion === 0) this.database.enqueue(DELETE_OTHERS, [demand.id, ids]);
    else this.database.enqueue(RETIRE_OTHERS, [demand.id, ids, demand.publishedVersion]);
    this.writeRequirements(demand, requirements);
  }

  /** Writes these requirements and what they are bound to. */
  writeRequirements(demand: Demand, requirements: readonly Requirement[]): void {
    const ids = requirements.map(({ id }) => id);
    const rows = JSON.stringify(requirements.map((requirement, position) => ({ ...requirement, position })));
    this.database.enqueue(WRITE_REQUIREMENTS, [demand.id, demand.companyId, rows]);
    this.database.enqueue(WRITE_CONCEPTS, [demand.companyId, ids, rows]);
  }
}

/** Gives new requirements their id, for good. */
export function withIds(inputs: readonly RequirementInput[]): Requirement[] {
  return inputs.map((input) => ({
    id: input.id ?? newId(),
    kind: input.kind,
    title: input.title,
    description: input.description,
    concepts: [...input.concepts].sort(),
    quantity: input.quantity,
    mandatory: input.mandatory,
  }));
}

const REQUIREMENTS: Statement = {
  name: 'demands.requirements',
  text: `SELECT id, kind, title, description, quantity, mandatory, ARRAY(
           SELECT concept FROM demand_requirement_concepts bound WHERE bound.requirement_id = requirement.id ORDER BY concept) AS concepts
         FROM demand_requirements requirement WHERE demand_id = $1 AND removed_in IS NULL ORDER BY position`,
};
const HOLD_FILES: Statement = {
  name: 'demands.hold-files',
  text: `INSERT INTO demand_attachments (demand_id, company_id, file_id, position, removed_in)
         SELECT $1::uuid, $2::uuid, id, place - 1, $4::int FROM unnest($3::uuid[]) WITH ORDINALITY AS given (id, place)
         ON CONFLICT ON CONSTRAINT demand_attachments_pkey DO NOTHING`,
};
const ATTACHMENTS: Statement = {
  name: 'demands.attachments',
  text: `SELECT files.id, files.name, files.media_type AS "mediaType", files.size
         FROM demand_attachments attached JOIN files ON files.id = attached.file_id
         WHERE attached.demand_id = $1 AND attached.removed_in IS NULL ORDER BY attached.position`,
};
const DELETE_FILES: Statement = {
  name: 'demands.delete-other-files',
  text: 'DELETE FROM demand_attachments WHERE demand_id = $1 AND file_id <> ALL ($2::uuid[])',
};
const RETIRE_FILES: Statement = {
  name: 'demands.retire-other-files',
  text: 'UPDATE demand_attachments SET removed_in = $3 WHERE demand_id = $1 AND file_id <> ALL ($2::uuid[]) AND removed_in IS NULL',
};
const WRITE_FILES: Statement = {
  name: 'demands.write-files',
  text: `INSERT INTO demand_attachments (demand_id, company_id, file_id, position)
         SELECT $1::uuid, $2::uuid, id, place - 1 FROM unnest($3::uuid[]) WITH ORDINALITY AS given (id, place)
         ON CONFLICT ON CONSTRAINT demand_attachments_pkey DO UPDATE SET position = excluded.position, removed_in = NULL`,
};
const DELETE_OTHERS: Statement = {
  name: 'demands.delete-other-requirements',
  text: 'DELETE FROM demand_requirements WHERE demand_id = $1 AND id <> ALL ($2::uuid[])',
};
const RETIRE_OTHERS: Statement = {
  name: 'demands.retire-other-requirements',
  text: 'UPDATE demand_requirements SET removed_in = $3 WHERE demand_id = $1 AND id <> ALL ($2::uuid[]) AND removed_in IS NULL',
};
const WRITE_REQUIREMENTS: Statement = {
  name: 'demands.write-requirements',
  text: `INSERT INTO demand_requirements AS kept (id, demand_id, company_id, position, kind, title, description, quantity, mandatory)
         SELECT given.id, $1::uuid, $2::uuid, position, kind, title, description, quantity, mandatory
         FROM jsonb_to_recordset($3::jsonb) AS given
           (id uuid, position smallint, kind text, title jsonb, description jsonb, quantity text, mandatory boolean)
         ON CONFLICT (id) DO UPDATE SET position = excluded.position, kind = excluded.kind, title = excluded.title,
           description = excluded.description, quantity = excluded.quantity, mandatory = excluded.mandatory
         WHERE kept.demand_id = excluded.demand_id`,
};
const WRITE_CONCEPTS: Statement = {
  name: 'demands.write-concepts',
  text: `WITH given AS (
           SELECT requirement.id, concept FROM jsonb_to_recordset($3::jsonb) AS requirement (id uuid, concepts text[]),
             unnest(requirement.concepts) AS concept),
         gone AS (
           DELETE FROM demand_requirement_concepts kept WHERE kept.requirement_id = ANY ($2::uuid[])
             AND NOT EXISTS (SELECT FROM given WHERE given.id = kept.requirement_id AND given.concept = kept.concept))
         INSERT INTO demand_requirement_concepts (requirement_id, concept, company_id)
         SELECT id, concept, $1::uuid FROM given ON CONFLICT ON CONSTRAINT demand_requirement_concepts_pkey DO NOTHING`,
};
