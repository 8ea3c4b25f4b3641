import { Injectable } from '@nestjs/common';
import {
  type AccountActor,
  type Actor,
  Clock,
  decodeCursor,
  DomainError,
  newId,
  NOT_FOUND,
  type Page,
  pageOf,
  type PageRequest,
} from '@shuqiao/kernel';
import { Audit, Database, STALE_VERSION, type Statement } from '@shuqiao/platform';
import { TaxonomyService } from '@shuqiao/taxonomy';
import type { SearchKind } from '../search/search-terms';
import { SearchWords } from '../search/search-words';
import { type Alert, checkedQuery, neededTerms, type SavedQuery } from './saved-search';
import { TOO_MANY_SAVED_SEARCHES } from './saved-search.errors';
import { SavedSearchLinks } from './saved-search-links';

const MOST_PER_ACCOUNT = 50;

/** A search as its owner sees it. Times are RFC 3339. */
export interface SavedSearch {
  readonly id: string;
  readonly name: string;
  readonly kind: SearchKind;
  readonly query: SavedQuery;
  readonly alert: Alert;
  readonly version: number;
  readonly createdAt: string;
  readonly updatedAt: string;
}

export interface NewSavedSearch {
  readonly name: string;
  readonly kind: SearchKind;
  readonly query: SavedQuery;
  readonly alert: Alert;
}

/** What is left out stays; a query replaces the one before. */
export type SavedSearchChanges = Partial<Pick<NewSavedSearch, 'name' | 'query' | 'alert'>>;

/** The searches that an account keeps for itself. */
@Injectable()
export class SavedSearches {
  constructor(
    private readonly database: Database,
    private readonly words: SearchWords,
    private readonly taxonomy: TaxonomyService,
    private readonly links: SavedSearchLinks,
    private readonly audit: Audit,
    private readonly clock: Clock,
  ) {}

  /** The account's own, newest first. */
  list(actor: AccountActor, { limit, cursor }: PageRequest): Promise<Page<SavedSearch>> {
    const before = cursor === undefined ? null : decodeCursor(cursor, ['uuid'])[0];
    return this.database.transaction(actor, async () => {
      const rows = await this.database.query<Row>(LIST, [actor.accountId, before, limit + 1]);
      return pageOf(rows, limit, ({ id }) => [id]);
    });
  }

  read(actor: AccountActor, id: string): Promise<SavedSearch> {
    return this.database.transaction(actor, async () => {
      const [row] = await this.database.query<Row>(READ, [id, actor.accountId]);
      if (!row) throw new DomainError(NOT_FOUND);
      return row;
    });
  }

  /** @throws DomainError TOO_MANY_SAVED_SEARCHES with 50, VALIDATION_FAILED for a parameter that its list does not have. */
  async create(actor: AccountActor, { name, kind, query: given, alert }: NewSavedSearch): Promise<SavedSearch> {
    const query = await this.checked(kind, given);
    const needs = await this.needs(kind, query);
    return this.database.transaction(actor, async () => {
      // One after the other, or many at once would get past the limit.
      await this.database.query(ONE_BY_ONE, [actor.accountId]);
      const [held] = await this.database.query<{ count: number }>(COUNT, [actor.accountId]);
      if ((held?.count ?? 0) >= MOST_PER_ACCOUNT)
        throw new DomainError(TOO_MANY_SAVED_SEARCHES, { limit: MOST_PER_ACCOUNT });
      const id = newId();
      const now = this.clock.now();
      const values = [id, actor.accountId, name, kind, JSON.stringify(query), alert, ...needs, now];
      const [row] = await this.database.query<Row>(CREATE, values);
      await this.record(actor, 'created', id, { kind, alert });
      return row as SavedSearch;
    });
  }

  /** @throws DomainError STALE_VERSION when somebody was faster. */
  async update(actor: AccountActor, id: string, version: number, changes: SavedSearchChanges): Promise<SavedSearch> {
    const known = await this.read(actor, id);
    const query = changes.query ? await this.checked(known.kind, changes.query) : known.query;
    const { name = known.name, alert = known.alert } = changes;
    const needs = await this.needs(known.kind, query);
    return this.database.transaction(actor, async () => {
      const values = [id, actor.accountId, version, name, JSON.stringify(query), alert, ...needs, this.clock.now()];
      const [row] = await this.database.query<Row>(UPDATE, values);
      if (!row) throw new DomainError(STALE_VERSION);
      await this.record(actor, 'changed', id, { alert });
      return row;
    });
  }

  remove(actor: AccountActor, id: string): Promise<void> {
    return this.database.transaction(actor, async () => {
      const gone = await this.database.query(REMOVE, [id, actor.accountId]);
      if (!gone.length) throw new DomainError(NOT_FOUND);
      await this.record(actor, 'deleted', id, {});
    });
  }

  /** The name of the search that a mailed link is about, or null when it is gone. @throws DomainError NOT_FOUND for a token that is not ours. */
  async named(actor: Actor, token: string): Promise<string | null> {
    const { owner, savedSearchId } = this.ownerBy(actor, token);
    return this.read(owner, savedSearchId).then(
      ({ name }) => name,
      () => null,
    );
  }

  /** Ends the mails of one search, in its owner's name; repeating it changes nothing. @throws DomainError NOT_FOUND for a token that is not ours. */
  async unsubscribe(actor: Actor, token: string): Promise<void> {
    const { owner, savedSearchId } = this.ownerBy(actor, token);
    await this.database.transaction(owner, async () => {
      const ended = await this.database.query(SILENCE, [savedSearchId, owner.accountId, this.clock.now()]);
      if (ended.length) await this.record(owner, 'unsubscribed', savedSearchId, {});
    });
  }

  /** Also that the concept, the countries and the language exist: a search for others would stay silent for ever. */
  private async checked(kind: SearchKind, given: SavedQuery): Promise<SavedQuery> {
    const query = checkedQuery(kind, given);
    const { concept, language } = query;
    if (concept) await this.taxonomy.requireConcepts([concept], () => '/query/concept');
    if (language) await this.taxonomy.requireLanguages([language], () => '/query/language');
    for (const field of ['country', 'targetCountry'] as const) {
      const country = query[field];
      if (country) await this.taxonomy.requireParticipant(country, `/query/${field}`);
    }
    return query;
  }

  private ownerBy(actor: Actor, token: string): { owner: AccountActor; savedSearchId: string } {
    const claim = this.links.claimIn(token);
    if (!claim) throw new DomainError(NOT_FOUND);
    const { requestId, language } = actor;
    const owner = { kind: 'account', memberships: [], staffRoles: [], requestId, language } as const;
    return { owner: { ...owner, accountId: claim.accountId }, savedSearchId: claim.savedSearchId };
  }

  private async needs(kind: SearchKind, query: SavedQuery): Promise<readonly unknown[]> {
    const words = await this.words.current();
    const terms = neededTerms(kind, query, words);
    const { deadlineFrom = null, deadlineTo = null } = query;
    return [terms, deadlineFrom, deadlineTo, words.edition.analysis, words.edition.taxonomy];
  }

  private record(actor: Actor, act: string, id: string, details: Record<string, string>): Promise<void> {
    return this.audit.record(actor, {
      action: `saved_search.${act}`,
      subjectType: 'saved_search',
      subjectId: id,
      details,
    });
  }
}

type Row = SavedSearch & Record<string, unknown>;

const time = (column: string) => `to_json(${column}) #>> '{}'`;
const COLUMNS = `id, name, kind, query, alert, version, ${time('created_at')} AS "createdAt", ${time('updated_at')} AS "updatedAt"`;
/** Of the terms the one with the fewest listings; of equally rare ones a word, which more listings lack. */
const rarestTerm = (kind: string, terms: string) => `(SELECT wanted FROM unnest(${terms}) AS wanted
    LEFT JOIN search_term_counts known ON known.kind = ${kind} AND known.term = wanted
    ORDER BY coalesce(known.documents, 0), wanted LIKE '=%', wanted LIMIT 1)`;

const LIST: Statement = {
  name: 'saved-searches.list',
  text: `SELECT ${COLUMNS} FROM saved_searches WHERE account_id = $1 AND ($2::uuid IS NULL OR id < $2) ORDER BY id DESC LIMIT $3`,
};
const READ: Statement = {
  name: 'saved-searches.read',
  text: `SELECT ${COLUMNS} FROM saved_searches WHERE id = $1 AND account_id = $2`,
};
const ONE_BY_ONE: Statement = {
  name: 'saved-searches.one-by-one',
  text: `SELECT pg_advisory_xact_lock(hashtext('saved-searches'), hashtext($1))`,
};
const COUNT: Statement = {
  name: 'saved-searches.count',
  text: 'SELECT count(*)::integer AS count FROM saved_searches WHERE account_id = $1',
};
const CREATE: Statement = {
  name: 'saved-searches.create',
  text: `INSERT INTO saved_searches (id, account_id, name, kind, query, alert, terms, deadline_from, deadline_to, analysis, taxonomy,
           key_term, created_at, updated_at)
         VALUES ($1, $2, $3, $4, $5::jsonb, $6, $7::text[], $8, $9, $10, $11, ${rarestTerm('$4::text', '$7::text[]')}, $12, $12)
         RETURNING ${COLUMNS}`,
};
const UPDATE: Statement = {
  name: 'saved-searches.update',
  text: `UPDATE saved_searches saved SET name = $4, query = $5::jsonb, alert = $6, terms = $7::text[], deadline_from = $8, deadline_to = $9,
           analysis = $10, taxonomy = $11, key_term = ${rarestTerm('saved.kind', '$7::text[]')}, version = version + 1, updated_at = $12
         WHERE id = $1 AND account_id = $2 AND version = $3 RETURNING ${COLUMNS}`,
};
const REMOVE: Statement = {
  name: 'saved-searches.remove',
  text: 'DELETE FROM saved_searches WHERE id = $1 AND account_id = $2 RETURNING id',
};
const SILENCE: Statement = {
  name: 'saved-searches.silence',
  text: `UPDATE saved_searches SET alert = 'none', version = version + 1, updated_at = $3
         WHERE id = $1 AND account_id = $2 AND alert <> 'none' RETURNING id`,
};
