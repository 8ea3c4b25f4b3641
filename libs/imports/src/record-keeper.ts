import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { type Listing, Listings, type Origin } from '@shuqiao/companies';
import { type ImportedDemand, ImportedDemands } from '@shuqiao/demands';
import { type Actor, canonicalJson, fieldError, invalid, type Json, MALFORMED } from '@shuqiao/kernel';
import { Database, type Statement } from '@shuqiao/platform';
import { TaxonomyService } from '@shuqiao/taxonomy';
import type { NewImport } from './imports.service';
import { CompanyRecord, DemandRecord, type ImportKind } from './records';

export interface LineOutcome {
  readonly outcome: 'added' | 'changed' | 'unchanged';
  /** A company that appeared and is to be announced. */
  readonly listed?: string;
}

interface Known {
  readonly subjectId: string;
  readonly contentHash: string;
}

/** Keeps what a line says under its key, which is its source and its id there: said again it changes what is there. */
@Injectable()
export class RecordKeeper {
  constructor(
    private readonly database: Database,
    private readonly listings: Listings,
    private readonly demands: ImportedDemands,
    private readonly taxonomy: TaxonomyService,
  ) {}

  /** Inside the caller's transaction. @throws DomainError naming what is wrong with the line. */
  async keep(
    actor: Actor,
    wanted: NewImport,
    createdBy: string,
    record: CompanyRecord | DemandRecord,
  ): Promise<LineOutcome> {
    record.source ??= wanted.source;
    record.country = await this.countryOf(record.country, wanted.country);
    const { kind, publish } = wanted;
    const key = [kind, record.source, record.id] as const;
    const contentHash = hashOf(record, wanted);
    const known = await this.known(...key);
    if (known?.contentHash === contentHash) return { outcome: 'unchanged' };
    if (!known) {
      const subjectId =
        record instanceof CompanyRecord
          ? await this.listings.add(actor, listingOf(record), createdBy, publish)
          : await this.demands.add(
              actor,
              await this.buyer(actor, record, createdBy),
              demandOf(record, wanted),
              publish,
            );
      await this.database.query(REMEMBER, [...key, subjectId, contentHash]);
      return { outcome: 'added', ...(publish && kind === 'companies' && { listed: subjectId }) };
    }
    const { subjectId } = known;
    let differs = true;
    if (record instanceof CompanyRecord) await this.listings.replace(actor, subjectId, listingOf(record), publish);
    else differs = await this.demands.replace(actor, subjectId, demandOf(record, wanted), publish);
    await this.database.query(REMEMBER, [...key, subjectId, contentHash]);
    return { outcome: differs ? 'changed' : 'unchanged' };
  }

  /** The company that a demand stands under: its buyer, or where none is named its source. It is not shown by itself. */
  private async buyer(actor: Actor, record: DemandRecord, createdBy: string): Promise<string> {
    const { source = '', country, lang, buyer = source } = record;
    const id = `buyer:${country}:${buyer}`;
    const known = await this.known('companies', source, id);
    if (known) return known.subjectId;
    const bare = { description: null, products: [], concepts: [], targetCountries: [], languages: [] };
    const origin = { source, id: buyer.slice(0, 200), url: null };
    const name = { lang, text: buyer };
    const listing = { ...bare, origin, name, country, kind: 'agency' as const, foundingYear: null, website: null };
    const subjectId = await this.listings.add(actor, listing, createdBy, false);
    await this.database.query(REMEMBER, ['companies', source, id, subjectId, '']);
    return subjectId;
  }

  private async countryOf(country: string, otherwise: string | null): Promise<string> {
    if (otherwise === null) return country;
    return this.taxonomy.requireParticipant(country, '/country').then(
      () => country,
      () => otherwise,
    );
  }

  private async known(kind: ImportKind, source: string, id: string): Promise<Known | undefined> {
    const [row] = await this.database.query<Known & Record<string, unknown>>(KNOWN, [kind, source, id]);
    return row;
  }
}

function listingOf(record: CompanyRecord): Listing {
  const { name, lang, country, kind = 'firm', products = [], concepts = [], target_countries = [], url } = record;
  const text = [record.sector_hint, record.description].filter(Boolean).join('\n\n');
  return {
    origin: originOf(record),
    name: { lang, text: name },
    country,
    kind,
    description: text ? { lang, text } : null,
    products: [...new Set(products)].map((product) => ({ lang, text: product })),
    concepts: [...new Set(concepts)],
    targetCountries: [...new Set(target_countries)],
    // In which language a directory is written says nothing about the languages that a company works in.
    languages: record.languages ?? [],
    foundingYear: record.founding_year ?? null,
    website: url ?? null,
  };
}

function demandOf(record: DemandRecord, { openUntil }: NewImport): ImportedDemand {
  const { title, lang, body, sector_hint: category, country, concepts = [], budget } = record;
  return {
    origin: { ...originOf(record), ...(category && { category }) },
    country,
    title: { lang, text: title },
    description: { lang, text: body || title },
    concepts: [...new Set(concepts)],
    budget: budget ? { min: budget.min ?? null, max: budget.max } : null,
    deadline: record.deadline === undefined ? openUntil : timeOf(record.deadline),
  };
}

function originOf({ source = '', id, url }: CompanyRecord | DemandRecord): Origin {
  return { source, id, url: url ?? null };
}

/** A date means its end, in UTC. */
function timeOf(text: string): string {
  const time = new Date(/^\d{4}-\d{2}-\d{2}$/.test(text) ? `${text}T23:59:59Z` : text);
  const form = /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d{1,6})?)?(Z|[+-]\d{2}:\d{2}))?$/;
  if (!form.test(text) || Number.isNaN(time.getTime()))
    throw invalid(fieldError('/deadline', MALFORMED, { expected: 'RFC 3339' }));
  return time.toISOString();
}

function hashOf(record: CompanyRecord | DemandRecord, { publish, openUntil }: NewImport): string {
  const content = JSON.parse(JSON.stringify({ record, publish, openUntil })) as Json;
  return createHash('sha256').update(canonicalJson(content)).digest('hex');
}

const KNOWN: Statement = {
  name: 'imports.known-record',
  text: `SELECT subject_id AS "subjectId", content_hash AS "contentHash" FROM import_records
         WHERE kind = $1 AND source = $2 AND external_id = $3`,
};
const REMEMBER: Statement = {
  name: 'imports.remember-record',
  text: `INSERT INTO import_records (kind, source, external_id, subject_id, content_hash) VALUES ($1, $2, $3, $4, $5)
         ON CONFLICT ON CONSTRAINT import_records_pkey DO UPDATE SET content_hash = excluded.content_hash`,
};
