import { Injectable } from '@nestjs/common';
import { companiesWith } from '@shuqiao/identity';
import { COMPANY_NOT_VERIFIED } from '@shuqiao/companies';
import { type Actor, DomainError, type Language, NOT_FOUND } from '@shuqiao/kernel';
import { Database, type Statement } from '@shuqiao/platform';
import { type ChainCandidate, ChainCandidates } from './chain-candidates';
import { type ChainsView, chainsView, type CodeLabel } from './chains-view';
import { findCovers } from './cover';
import { MOST_MEMBERS, MOST_REQUIREMENTS } from './cover.types';
import { COVERS_FROM, type Meeting, meetingByConcepts, type RequirementFeatures } from './requirement-meeting';

export interface ChainOptions {
  /** How many chains, 1 to 10. */
  readonly limit?: number | undefined;
  /** How many companies a chain may have, 1 to 12. */
  readonly mostMembers?: number | undefined;
}

export const CHAINS = { usual: 5, most: 10 } as const;
export const CHAIN_MEMBERS = { usual: 6, most: MOST_MEMBERS } as const;
const UNITS = 10_000;
const EVERY_WEIGHT = 1;

/** Which companies together cover a demand: the smallest chain, then the best, with alternatives. */
@Injectable()
export class Chains {
  constructor(
    private readonly database: Database,
    private readonly candidates: ChainCandidates,
  ) {}

  /** For one's own demand; nothing while it is not open. @throws DomainError NOT_FOUND for a stranger. */
  async forDemand(actor: Actor, demandId: string, options: ChainOptions): Promise<ChainsView> {
    const read = await this.database.transaction(actor, async () => {
      const own = await this.database.query(OWN_DEMAND, [demandId, companiesWith(actor, 'match.view')]);
      if (!own.length) throw new DomainError(NOT_FOUND);
      return this.read(demandId, null);
    });
    return this.answer(actor.language, read, options);
  }

  /** The same for staff, of any demand. */
  async forDemandAsStaff(actor: Actor, demandId: string, options: ChainOptions): Promise<ChainsView> {
    const read = await this.database.transaction(actor, async () => {
      const known = await this.database.query(ANY_DEMAND, [demandId]);
      if (!known.length) throw new DomainError(NOT_FOUND);
      return this.read(demandId, null);
    });
    return this.answer(actor.language, read, options);
  }

  /**
   * Who completes the chain of one's own company for an open demand of another: it is in each chain.
   * @throws DomainError NOT_FOUND for a stranger's company, its own demand and one that is not open; COMPANY_NOT_VERIFIED.
   */
  async forCompany(actor: Actor, companyId: string, demandId: string, options: ChainOptions): Promise<ChainsView> {
    const read = await this.database.transaction(actor, async () => {
      await this.requireVerified(actor, companyId);
      const found = await this.read(demandId, companyId);
      if (!found.requirements.length || found.demandCompanyId === companyId) throw new DomainError(NOT_FOUND);
      return found;
    });
    return this.answer(actor.language, { ...read, asking: companyId }, options);
  }

  private async requireVerified(actor: Actor, companyId: string): Promise<void> {
    if (!companiesWith(actor, 'match.view').includes(companyId)) throw new DomainError(NOT_FOUND);
    const [company] = await this.database.query<{ status: string }>(OWN_COMPANY, [companyId]);
    if (!company) throw new DomainError(NOT_FOUND);
    if (company.status !== 'verified') throw new DomainError(COMPANY_NOT_VERIFIED, { status: company.status });
  }

  private async read(demandId: string, asking: string | null): Promise<Read> {
    const [open] = await this.database.query<OpenDemand>(REQUIREMENTS, [demandId]);
    if (!open) return { requirements: [], candidates: [], demandCompanyId: null };
    const requirements = open.requirements.slice(0, MOST_REQUIREMENTS);
    const candidates = await this.candidates.find(demandId, requirements, asking);
    return { requirements, candidates, demandCompanyId: open.companyId };
  }

  // Outside the transaction: no connection waits while sets are compared.
  private async answer(language: Language, read: Read, { limit, mostMembers }: ChainOptions): Promise<ChainsView> {
    const { requirements, candidates, asking } = read;
    const meetings = new Map<string, readonly Meeting[]>(
      candidates.map((candidate) => [
        candidate.companyId,
        requirements.map((one) => meetingByConcepts(one, candidate)),
      ]),
    );
    const answer = findCovers({
      requirements: requirements.map(({ id, mandatory }) => ({ id, mandatory, weight: EVERY_WEIGHT })),
      companies: candidates.map(({ companyId, score }) => ({
        id: companyId,
        score: (score ?? 0) / UNITS,
        degrees: (meetings.get(companyId) ?? []).map(({ degree }) => degree),
      })),
      threshold: COVERS_FROM,
      mostMembers: mostMembers ?? CHAIN_MEMBERS.usual,
      mostCovers: limit ?? CHAINS.usual,
      required: asking,
    });
    const meetingOf = (companyId: string, requirementId: string) =>
      meetings.get(companyId)?.[requirements.findIndex(({ id }) => id === requirementId)];
    const scores = new Map(
      candidates.map(({ companyId, score }) => [companyId, score === null ? null : score / UNITS]),
    );
    return chainsView(answer, {
      meetingOf,
      scores,
      requirements,
      labelOf: await this.labels(requirements, candidates, language),
    });
  }

  private async labels(
    requirements: readonly RequirementFeatures[],
    candidates: readonly ChainCandidate[],
    language: Language,
  ): Promise<CodeLabel> {
    const codes = [...requirements, ...candidates].flatMap(({ concepts }) => concepts);
    const rows = await this.database.read<{ code: string; label: string }>(LABELS, [[...new Set(codes)], language]);
    const labels = new Map(rows.map(({ code, label }) => [code, label]));
    return (code) => labels.get(code) ?? code;
  }
}

interface OpenDemand extends Record<string, unknown> {
  readonly companyId: string;
  readonly requirements: readonly RequirementFeatures[];
}

interface Read {
  readonly requirements: readonly RequirementFeatures[];
  readonly candidates: readonly ChainCandidate[];
  readonly demandCompanyId: string | null;
  readonly asking?: string;
}

const OWN_DEMAND: Statement = {
  name: 'matching.chains-own-demand',
  text: 'SELECT FROM demands WHERE id = $1 AND company_id = ANY ($2::uuid[])',
};
const OWN_COMPANY: Statement = {
  name: 'matching.chains-own-company',
  text: 'SELECT status FROM companies WHERE id = $1',
};
const ANY_DEMAND: Statement = { name: 'matching.chains-any-demand', text: 'SELECT FROM demands WHERE id = $1' };
// What is public of the demand, since the answer tells it to others.
const REQUIREMENTS: Statement = {
  name: 'matching.chain-requirements',
  text: `SELECT listing.company_id AS "companyId", (
           SELECT coalesce(jsonb_agg(jsonb_build_object('id', requirement -> 'id', 'concepts', requirement -> 'concepts',
             'mandatory', coalesce(requirement -> 'mandatory', 'true')) ORDER BY place), '[]')
           FROM jsonb_array_elements(versions.document -> 'requirements') WITH ORDINALITY AS listed (requirement, place)) AS requirements
         FROM demand_listings listing
         JOIN demand_versions versions ON versions.demand_id = listing.demand_id AND versions.version = listing.version
         JOIN companies ON companies.id = listing.company_id AND companies.status = 'verified'
         WHERE listing.demand_id = $1 AND listing.status = 'open'`,
};
const LABELS: Statement = {
  name: 'matching.chain-labels',
  text: 'SELECT code, labels ->> $2 AS label FROM concepts WHERE code = ANY ($1::text[])',
};
