import { Injectable } from '@nestjs/common';
import type { PublishedDemand } from '@shuqiao/demands';
import { DUPLICATE, fieldError, invalid, UNKNOWN_REFERENCE } from '@shuqiao/kernel';
import { Database, type Statement } from '@shuqiao/platform';
import { TaxonomyService } from '@shuqiao/taxonomy';

/** What a company offers for one requirement of a demand. */
export interface Offer {
  readonly requirementId: string;
  /** Code of the concept by which it meets the requirement. */
  readonly capability: string;
  /** In the language of the cover text. */
  readonly note: string | null;
}

/** The offers of an EOI, requirement by requirement. Works inside the caller's transaction. */
@Injectable()
export class EoiOffers {
  constructor(
    private readonly database: Database,
    private readonly taxonomy: TaxonomyService,
  ) {}

  /** Replaces all offers of a draft. @throws DomainError VALIDATION_FAILED at `/offers/{i}/…`. */
  async replace(eoiId: string, demand: PublishedDemand, offers: readonly Offer[]): Promise<void> {
    await this.taxonomy.requireConcepts(
      offers.map((offer) => offer.capability),
      (index) => `/offers/${index}/capability`,
    );
    requireRequirements(
      demand,
      offers.map((offer) => offer.requirementId),
    );
    await this.database.query(CLEAR, [eoiId]);
    await this.database.query(PUT, [eoiId, JSON.stringify(offers)]);
  }

  /** How many requirements are answered, once each is known to stand in the demand as it reads now. */
  async check(eoiId: string, demand: PublishedDemand): Promise<number> {
    const rows = await this.database.query<{ requirementId: string }>(OFFERED, [eoiId]);
    requireRequirements(
      demand,
      rows.map((row) => row.requirementId),
    );
    return rows.length;
  }

  /** Takes out the offers for requirements that an amendment removed. Returns how many are left. */
  async prune(eoiId: string, demand: PublishedDemand): Promise<number> {
    const known = demand.requirements.map((requirement) => requirement.id);
    await this.database.query(PRUNE, [eoiId, known]);
    return (await this.database.query(OFFERED, [eoiId])).length;
  }
}

function requireRequirements(demand: PublishedDemand, ids: readonly string[]): void {
  const known = new Set(demand.requirements.map((requirement) => requirement.id));
  const errors = ids.flatMap((id, index) => {
    const pointer = `/offers/${index}/requirementId`;
    if (!known.has(id)) return [fieldError(pointer, UNKNOWN_REFERENCE)];
    return ids.indexOf(id) < index ? [fieldError(pointer, DUPLICATE)] : [];
  });
  if (errors.length) throw invalid(...errors);
}

const CLEAR: Statement = { name: 'engagement.clear-offers', text: 'DELETE FROM eoi_requirements WHERE eoi_id = $1' };
const PUT: Statement = {
  name: 'engagement.put-offers',
  text: `INSERT INTO eoi_requirements (eoi_id, requirement_id, capability, note, position)
         SELECT $1, ("offer" ->> 'requirementId')::uuid, "offer" ->> 'capability', "offer" ->> 'note', position - 1
         FROM jsonb_array_elements($2::jsonb) WITH ORDINALITY AS row("offer", position)`,
};
const PRUNE: Statement = {
  name: 'engagement.prune-offers',
  text: 'DELETE FROM eoi_requirements WHERE eoi_id = $1 AND NOT requirement_id = ANY ($2::uuid[])',
};
const OFFERED: Statement = {
  name: 'engagement.offered',
  text: 'SELECT requirement_id AS "requirementId" FROM eoi_requirements WHERE eoi_id = $1 ORDER BY position',
};
