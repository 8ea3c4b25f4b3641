import { Injectable } from '@nestjs/common';
import { UNKNOWN_EVIDENCE } from '@shuqiao/companies';
import type { PublishedDemand } from '@shuqiao/demands';
import { type FieldError, fieldError, invalid } from '@shuqiao/kernel';
import { Database } from '@shuqiao/platform';
import { TaxonomyService } from '@shuqiao/taxonomy';
import { faultsOfOffers, faultsOfRequirements, type Offer } from './eoi-offer';
import { CLEAR, OFFERED, PRUNE, PUT, SHOW, type ShownOffer } from './eoi-offers.query';
import type { Eoi } from './eoi.entity';
import { NOT_A_CAPABILITY, UNKNOWN_PRODUCT } from './eoi.errors';

/** The offers of an EOI, requirement by requirement. Works inside the caller's transaction. */
@Injectable()
export class EoiOffers {
  constructor(
    private readonly database: Database,
    private readonly taxonomy: TaxonomyService,
  ) {}

  /** Replaces all offers of a draft. @throws DomainError VALIDATION_FAILED at `/offers/{i}/…`. */
  async replace(eoi: Eoi, demand: PublishedDemand, offers: readonly Offer[]): Promise<void> {
    await this.requireKnownCodes(offers);
    const ids = offers.map((offer) => offer.requirementId);
    refuse([...faultsOfRequirements(demand, ids), ...faultsOfOffers(offers)]);
    await this.database.query(CLEAR, [eoi.id]);
    await this.database.query(PUT, [eoi.id, JSON.stringify(offers)]);
    await this.show(eoi);
  }

  /**
   * How many requirements are answered, once each is known to stand in the demand as it reads now and what the offers
   * name in the company's profile. From here on they show what it says now.
   */
  async check(eoi: Eoi, demand: PublishedDemand): Promise<number> {
    const rows = await this.show(eoi);
    const ids = rows.map((row) => row.requirementId);
    refuse(faultsOfRequirements(demand, ids));
    return rows.length;
  }

  /** Takes out the offers for requirements that an amendment removed. Returns how many are left. */
  async prune(eoiId: string, demand: PublishedDemand): Promise<number> {
    const known = demand.requirements.map((requirement) => requirement.id);
    await this.database.query(PRUNE, [eoiId, known]);
    return (await this.database.query(OFFERED, [eoiId])).length;
  }

  private async requireKnownCodes(offers: readonly Offer[]): Promise<void> {
    await this.taxonomy.requireConcepts(
      offers.map((offer) => offer.capability),
      (index) => `/offers/${index}/capability`,
    );
    const priced = offers.flatMap(({ price }, index) => (price ? [{ index, currency: price.max.currency }] : []));
    await this.taxonomy.requireCurrencies(
      priced.map(({ currency }) => currency),
      (place) => `/offers/${priced[place]?.index}/price/max/currency`,
    );
  }

  private async show(eoi: Eoi): Promise<ShownOffer[]> {
    const rows = await this.database.query<ShownOffer>(SHOW, [eoi.id, eoi.companyId]);
    refuse(rows.flatMap((row, index) => faultsOfShown(row, `/offers/${index}`)));
    return rows;
  }
}

function refuse(errors: readonly FieldError[]): void {
  if (errors.length) throw invalid(...errors);
}

function faultsOfShown({ listed, productFound, evidence, shown }: ShownOffer, pointer: string): FieldError[] {
  const found = new Set(shown.map(({ type, id }) => `${type}:${id}`));
  return [
    ...(listed ? [] : [fieldError(`${pointer}/capability`, NOT_A_CAPABILITY)]),
    ...(productFound ? [] : [fieldError(`${pointer}/productId`, UNKNOWN_PRODUCT)]),
    ...evidence.flatMap(({ type, id }, place) =>
      found.has(`${type}:${id}`) ? [] : [fieldError(`${pointer}/evidence/${place}`, UNKNOWN_EVIDENCE)],
    ),
  ];
}
