import { Injectable } from '@nestjs/common';
import { Demands, type PublishedDemand } from '@shuqiao/demands';
import { companiesWith } from '@shuqiao/identity';
import { type Actor, decodeCursor, DomainError, NOT_FOUND, type Page, pageOf, type PageRequest } from '@shuqiao/kernel';
import { Database, type Statement } from '@shuqiao/platform';
import type { OfferRecord } from './eoi-offer';
import { OFFER } from './eoi-offers.query';
import type { EoiStatus } from './eoi.entity';

/** What can be missing where an offer and a requirement meet: the offer itself, or what one wants to compare. */
export const OFFER_GAPS = ['offer', 'price', 'delivery_time', 'evidence'] as const;
export type OfferGap = (typeof OFFER_GAPS)[number];

export interface ComparedOffer {
  readonly requirementId: string;
  readonly offer: OfferRecord | null;
  readonly gaps: readonly OfferGap[];
}

/** One EOI: a column of the table. */
export interface ComparedEoi {
  readonly eoiId: string;
  readonly companyId: string;
  readonly status: EoiStatus;
  /** The version of the demand that it answers. */
  readonly demandVersion: number;
  readonly sentAt: Date;
  readonly lapsesAt: Date;
  /** One for each requirement, in the demand's order. */
  readonly offers: readonly ComparedOffer[];
  /** The mandatory requirements that it leaves out. */
  readonly uncovered: readonly string[];
}

export interface OfferComparison extends Page<ComparedEoi> {
  readonly demandId: string;
  readonly demandVersion: number;
  readonly requirements: PublishedDemand['requirements'];
}

type Row = Omit<ComparedEoi, 'offers' | 'uncovered'> & { offers: readonly OfferRecord[] } & Record<string, unknown>;

const LAST = 'ffffffff-ffff-ffff-ffff-ffffffffffff';

/** Lays the offers for a demand side by side, for the company that published it. */
@Injectable()
export class EoiComparison {
  constructor(
    private readonly database: Database,
    private readonly demands: Demands,
  ) {}

  /**
   * The requirements as the demand reads now, and the EOIs that are not ended, newest first.
   * @throws DomainError NOT_FOUND for everybody but the demand's company.
   */
  compare(actor: Actor, demandId: string, page: PageRequest): Promise<OfferComparison> {
    const [before] = page.cursor ? decodeCursor(page.cursor, ['uuid']) : [LAST];
    return this.database.transaction(actor, async () => {
      const demand = await this.demands.findPublished(actor, demandId);
      if (!companiesWith(actor, 'eoi.view').includes(demand.companyId)) throw new DomainError(NOT_FOUND);
      const rows = await this.database.query<Row>(COMPARED, [demandId, demand.companyId, before, page.limit + 1]);
      const { items, nextCursor } = pageOf(rows, page.limit, (row) => [row.eoiId]);
      return {
        ...{ demandId, demandVersion: demand.version, requirements: demand.requirements },
        ...{ items: items.map((row) => compared(row, demand)), nextCursor },
      };
    });
  }
}

function compared({ offers, ...eoi }: Row, { requirements }: PublishedDemand): ComparedEoi {
  const byRequirement = new Map(offers.map((offer) => [offer.requirementId, offer]));
  const cells = requirements.map(({ id }) => {
    const offer = byRequirement.get(id) ?? null;
    return { requirementId: id, offer, gaps: gapsOf(offer) };
  });
  const uncovered = requirements.filter(({ id, mandatory }) => mandatory && !byRequirement.has(id)).map(({ id }) => id);
  return { ...eoi, offers: cells, uncovered };
}

function gapsOf(offer: OfferRecord | null): OfferGap[] {
  if (!offer) return ['offer'];
  const lacks: Partial<Record<OfferGap, boolean>> = {
    price: offer.price === null,
    delivery_time: offer.deliveryDays === null,
    evidence: offer.evidence.length === 0,
  };
  return OFFER_GAPS.filter((gap) => lacks[gap]);
}

const COMPARED: Statement = {
  name: 'engagement.compared',
  text: `SELECT eois.id AS "eoiId", company_id AS "companyId", status, demand_version AS "demandVersion", sent_at AS "sentAt",
           lapses_at AS "lapsesAt", offered.offers
         FROM eois CROSS JOIN LATERAL (
           SELECT coalesce(json_agg(${OFFER} ORDER BY position), '[]') AS offers FROM eoi_requirements WHERE eoi_id = eois.id) AS offered
         WHERE demand_id = $1 AND demand_company_id = $2 AND status IN ('sent', 'to_reconfirm', 'accepted') AND eois.id < $3
         ORDER BY eois.id DESC LIMIT $4`,
};
