import { Inject, Injectable } from '@nestjs/common';
import { type Actor, Clock, type LocalizedText, newId } from '@shuqiao/kernel';
import { SavedSearchLinks } from '@shuqiao/matching';
import { CONFIG, type Config, Database, type Statement } from '@shuqiao/platform';
import { title } from './facts.query';
import type { Receiver } from './notice';
import { Notifier } from './notifier.service';
import { ONE_ACCOUNT } from './receivers.query';

const MOST_SEARCHES = 5_000;
const MOST_SHOWN = 10;

interface Taken extends Record<string, unknown> {
  readonly id: string;
  readonly accountId: string;
  readonly name: string;
  readonly kind: 'demand' | 'company';
  readonly subjects: readonly string[];
}

interface Listing extends Record<string, unknown> {
  readonly id: string;
  readonly title: string | LocalizedText;
}

/** Tells people what their saved searches found. */
@Injectable()
export class SavedSearchNotices {
  private readonly base: string;

  constructor(
    private readonly database: Database,
    private readonly notifier: Notifier,
    private readonly links: SavedSearchLinks,
    private readonly clock: Clock,
    @Inject(CONFIG) config: Pick<Config, 'PUBLIC_URL'>,
  ) {
    this.base = config.PUBLIC_URL.replace(/\/$/, '');
  }

  /** Tells what is to be told at once. Returns how many searches it took. */
  tellAtOnce(actor: Actor): Promise<number> {
    return this.tellAll(actor, TAKE_AT_ONCE);
  }

  /** Tells what waited for eight in the morning where its receiver is, or for eight on Monday, and that is past. */
  async tellDue(actor: Actor): Promise<number> {
    await this.database.queryOnce(actor, FORGET_SILENCED, []);
    return this.tellAll(actor, TAKE_DUE);
  }

  private async tellAll(actor: Actor, take: Statement): Promise<number> {
    let taken = 0;
    while (taken < MOST_SEARCHES && (await this.tellNext(actor, take))) taken += 1;
    return taken;
  }

  // The mark and the notice are one commit: nothing is told twice, and a broken run goes on where it stopped.
  private tellNext(actor: Actor, take: Statement): Promise<boolean> {
    return this.database.transaction(actor, async () => {
      const [next] = await this.database.query<Taken>(take, [this.clock.now()]);
      if (!next) return false;
      const listings = await this.database.query<Listing>(LISTINGS[next.kind], [next.subjects]);
      if (listings.length) await this.tell(actor, next, listings);
      return true;
    });
  }

  private async tell(actor: Actor, search: Taken, listings: readonly Listing[]): Promise<void> {
    const { id: savedSearchId, accountId, name: searchName, kind } = search;
    const receivers = await this.database.query<Receiver & Record<string, unknown>>(ONE_ACCOUNT, [accountId]);
    const path = kind === 'demand' ? 'demands' : 'companies';
    const links = listings
      .slice(0, MOST_SHOWN)
      .map(({ id, title: text }) => ({ text, url: `${this.base}/${path}/${id}` }));
    await this.notifier.tell(actor, newId(), {
      kind: 'saved_search.found',
      receivers,
      facts: { count: listings.length, searchName, listings: { links } },
      ids: { savedSearchId },
      unsubscribeUrl: this.links.unsubscribeUrl({ savedSearchId, accountId }),
    });
  }
}

// Two workers cannot take one search at the same time: the other passes it over, and finds nothing untold afterwards.
const take = (name: string, pending: string, due: string): Statement => ({
  name,
  text: `WITH next AS (
      SELECT saved.id, saved.account_id, saved.name, saved.kind, ${due} AS before
      FROM saved_search_tellings telling JOIN saved_searches saved ON saved.id = telling.saved_search_id
      JOIN accounts account ON account.id = saved.account_id
      WHERE telling.told_at IS NULL AND ${pending} AND telling.noted_at < ${due}
      ORDER BY telling.saved_search_id LIMIT 1 FOR UPDATE OF saved SKIP LOCKED),
    taken AS (
      UPDATE saved_search_tellings telling SET told_at = $1 FROM next
      WHERE telling.saved_search_id = next.id AND telling.told_at IS NULL AND telling.noted_at < next.before
      RETURNING telling.subject_id)
    SELECT id, account_id AS "accountId", name, kind, ARRAY(SELECT subject_id FROM taken) AS subjects FROM next`,
});

const EIGHT = `interval '8 hours'`;
const lastEight = (unit: 'day' | 'week') =>
  `(date_trunc('${unit}', ($1::timestamptz AT TIME ZONE account.time_zone) - ${EIGHT}) + ${EIGHT}) AT TIME ZONE account.time_zone`;

const TAKE_AT_ONCE = take(
  'saved-search-notices.take-at-once',
  `telling.at_once AND saved.alert = 'at_once'`,
  `'infinity'::timestamptz`,
);
// Who asked for it at once since is told at the next occasion.
const TAKE_DUE = take(
  'saved-search-notices.take-due',
  `saved.alert <> 'none'`,
  `CASE saved.alert WHEN 'daily' THEN ${lastEight('day')} WHEN 'weekly' THEN ${lastEight('week')} ELSE 'infinity' END`,
);
const FORGET_SILENCED: Statement = {
  name: 'saved-search-notices.forget-silenced',
  text: `UPDATE saved_search_tellings telling SET told_at = telling.noted_at FROM saved_searches saved
         WHERE telling.told_at IS NULL AND saved.id = telling.saved_search_id AND saved.alert = 'none'`,
};

// What has been closed, taken down or suspended since is told to nobody.
const LISTINGS: Readonly<Record<Taken['kind'], Statement>> = {
  demand: {
    name: 'saved-search-notices.demands',
    text: `SELECT listing.demand_id AS id, ${title('published')} AS title FROM demand_listings listing
           CROSS JOIN LATERAL (
             SELECT listing.summary -> 'title' AS title, listing.summary -> 'titleTranslations' AS title_translations) AS published
           JOIN companies company ON company.id = listing.company_id AND company.status IN ('verified', 'listed')
           WHERE listing.demand_id = ANY ($1::uuid[]) AND listing.status = 'open' ORDER BY listing.published_at DESC, listing.demand_id`,
  },
  company: {
    name: 'saved-search-notices.companies',
    text: `SELECT id, public_document #>> '{legalName,text}' AS title FROM companies
           WHERE id = ANY ($1::uuid[]) AND status IN ('verified', 'listed') AND public_document IS NOT NULL ORDER BY published_at DESC, id`,
  },
};
