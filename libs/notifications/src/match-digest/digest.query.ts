import type { Statement } from '@shuqiao/platform';
import { RECEIVER, REACHABLE } from '../receivers.query';
import { title } from '../facts.query';

// Everything here is for the worker. $1 is the company and $2 the time where both are asked for.

const RECEIVERS = `FROM memberships membership JOIN accounts account ON account.id = membership.account_id
  WHERE membership.role IN ('owner', 'editor') AND ${REACHABLE} AND NOT EXISTS (SELECT FROM match_digest_opt_outs refusal
    WHERE refusal.company_id = membership.company_id AND refusal.account_id = membership.account_id)`;
const slot = (after: string) => `next_weekly_hour(${after}, account.time_zone, digest.weekday, digest.hour)`;
// Nobody to tell today may be somebody next week.
const first = (
  after: string,
) => `coalesce((SELECT min(${slot(after)}) ${RECEIVERS} AND membership.company_id = digest.company_id),
  ${after} + interval '7 days')`;

/** Gives newly verified companies the defaults: ($1 most). */
export const SEED: Statement = {
  name: 'match-digest.seed',
  text: `INSERT INTO match_digests (company_id) SELECT company.id FROM companies company WHERE company.status = 'verified'
           AND NOT EXISTS (SELECT FROM match_digests digest WHERE digest.company_id = company.id) LIMIT $1
         ON CONFLICT (company_id) DO NOTHING RETURNING company_id`,
};

/** Finds out when those are next whose time is not known: ($1 most, $2 now). */
export const PLAN: Statement = {
  name: 'match-digest.plan',
  text: `UPDATE match_digests digest SET next_at = ${first('$2::timestamptz')} WHERE company_id IN (
           SELECT company_id FROM match_digests WHERE enabled AND next_at IS NULL LIMIT $1 FOR UPDATE SKIP LOCKED) RETURNING company_id`,
};

/** The company that has waited longest, locked: ($1 now). */
export const TAKE_COMPANY: Statement = {
  name: 'match-digest.take-company',
  text: `SELECT digest.company_id AS "companyId", digest.next_at AS "dueAt", EXISTS (
           SELECT FROM companies company WHERE company.id = digest.company_id AND company.status = 'verified')
           AND EXISTS (SELECT ${RECEIVERS} AND membership.company_id = digest.company_id) AS tells
         FROM match_digests digest WHERE digest.enabled AND digest.next_at <= $1 ORDER BY digest.next_at LIMIT 1
         FOR UPDATE OF digest SKIP LOCKED`,
};

// Demands of a company that was suspended a moment ago stand in the lists until the worker has taken them out.
const STANDS = `match.for_company AND listing.status = 'open' AND listing.deadline > $2 AND owner.status = 'verified'
  AND NOT EXISTS (SELECT FROM match_dismissals known WHERE known.company_id = $1 AND known.demand_id = match.demand_id)
  AND NOT EXISTS (SELECT FROM eois eoi WHERE eoi.company_id = $1 AND eoi.demand_id = match.demand_id)`;
const MATCHES = `matches match JOIN demand_listings listing ON listing.demand_id = match.demand_id
  JOIN companies owner ON owner.id = listing.company_id`;

/** Marks the best that were not told yet as told, and says which: ($3 most). */
export const TELL: Statement = {
  name: 'match-digest.tell',
  text: `INSERT INTO match_tellings AS telling (demand_id, company_id, noted_at, told_at)
         SELECT match.demand_id, $1, $2, $2 FROM ${MATCHES} JOIN match_digests digest ON digest.company_id = $1
         WHERE match.company_id = $1 AND match.score >= digest.threshold * 10000 AND ${STANDS}
           AND NOT EXISTS (SELECT FROM match_tellings earlier WHERE earlier.demand_id = match.demand_id
             AND earlier.company_id = $1 AND earlier.told_at IS NOT NULL)
         ORDER BY match.score DESC, match.demand_id DESC LIMIT $3
         ON CONFLICT (demand_id, company_id) DO UPDATE SET told_at = EXCLUDED.told_at WHERE telling.told_at IS NULL
         RETURNING telling.demand_id AS "demandId"`,
};

/** One delivery for each receiver, at his own hour: ($1 company, $2 digest, $3 demands, $4 when the first of them is due). */
export const DELIVER: Statement = {
  name: 'match-digest.deliver',
  text: `INSERT INTO match_digest_deliveries (digest_id, company_id, account_id, demand_ids, due_at)
         SELECT $2, $1, receiver.account_id, $3::uuid[], receiver.due_at FROM (
           SELECT account.id AS account_id, ${slot(`$4::timestamptz - interval '1 second'`)} AS due_at
           FROM match_digests digest CROSS JOIN LATERAL (SELECT membership.account_id ${RECEIVERS}
             AND membership.company_id = digest.company_id ORDER BY account.id LIMIT 200) AS chosen
           JOIN accounts account ON account.id = chosen.account_id WHERE digest.company_id = $1) AS receiver`,
};

// A week on from the first receiver's hour: within six days come the hours of the others, who are told the same.
/** ($3 when it was due) */
export const ADVANCE: Statement = {
  name: 'match-digest.advance',
  text: `UPDATE match_digests digest SET next_at = ${first(`greatest($2::timestamptz, $3::timestamptz + interval '6 days')`)}
         WHERE company_id = $1`,
};

/** The delivery that is due first, taken out: ($1 now). */
export const TAKE_DELIVERY: Statement = {
  name: 'match-digest.take-delivery',
  text: `DELETE FROM match_digest_deliveries WHERE (digest_id, account_id) = (
           SELECT digest_id, account_id FROM match_digest_deliveries WHERE due_at <= $1 ORDER BY due_at, account_id LIMIT 1
           FOR UPDATE SKIP LOCKED)
         RETURNING digest_id AS "digestId", company_id AS "companyId", account_id AS "accountId", demand_ids AS "demandIds"`,
};

/** The receiver, while he still is one of a company that is verified and wants the mail: ($2 account). */
export const DIGEST_RECEIVER: Statement = {
  name: 'match-digest.receiver',
  text: `SELECT ${RECEIVER}, json_build_object('companyName', company.legal_name) AS facts
         FROM (SELECT membership.account_id, membership.company_id ${RECEIVERS}) AS wanted
         JOIN accounts account ON account.id = wanted.account_id
         JOIN companies company ON company.id = wanted.company_id AND company.status = 'verified'
         JOIN match_digests digest ON digest.company_id = wanted.company_id AND digest.enabled
         WHERE wanted.company_id = $1 AND wanted.account_id = $2`,
};

/** What still stands of what is to be told, best first: ($3 demands). */
export const ITEMS: Statement = {
  name: 'match-digest.items',
  text: `SELECT match.demand_id AS "demandId", match.company_id AS "companyId", match.score::float8 / 10000 AS score, match.figures,
           json_build_object('title', ${title('demand')}, 'until', json_build_object('time', listing.deadline)) AS facts
         FROM ${MATCHES} JOIN demands demand ON demand.id = match.demand_id
         WHERE match.company_id = $1 AND match.demand_id = ANY ($3::uuid[]) AND ${STANDS}
         ORDER BY match.score DESC, match.demand_id DESC`,
};
