import type { Statement } from '@shuqiao/platform';
import type { OfferEvidence, ShownEvidence } from './eoi-offer';

const amount = (column: string) => `regexp_replace(${column}::text, '0$', '')`;
const money = (column: string) =>
  `CASE WHEN ${column} IS NOT NULL THEN json_build_object('amount', ${amount(column)}, 'currency', price_currency) END`;

/** One row of `eoi_requirements` as both sides read it. */
export const OFFER = `json_build_object('requirementId', requirement_id, 'capability', capability, 'product', shown -> 'product',
  'price', CASE WHEN price_max IS NOT NULL THEN json_build_object('min', ${money('price_min')}, 'max', ${money('price_max')}) END,
  'deliveryDays', delivery_days, 'evidence', shown -> 'evidence', 'note', note)`;

export const CLEAR: Statement = {
  name: 'engagement.clear-offers',
  text: 'DELETE FROM eoi_requirements WHERE eoi_id = $1',
};

/** ($1 EOI, $2 the offers) */
export const PUT: Statement = {
  name: 'engagement.put-offers',
  text: `INSERT INTO eoi_requirements (eoi_id, requirement_id, capability, note, product_id, price_min, price_max, price_currency,
           delivery_days, evidence, position)
         SELECT $1, ("offer" ->> 'requirementId')::uuid, "offer" ->> 'capability', "offer" ->> 'note', ("offer" ->> 'productId')::uuid,
           ("offer" #>> '{price,min,amount}')::numeric, ("offer" #>> '{price,max,amount}')::numeric, "offer" #>> '{price,max,currency}',
           ("offer" ->> 'deliveryDays')::smallint, "offer" -> 'evidence', position - 1
         FROM jsonb_array_elements($2::jsonb) WITH ORDINALITY AS row("offer", position)`,
};

/** What an offer names, and what of it the company's profile has. */
export interface ShownOffer {
  readonly [column: string]: unknown;
  readonly requirementId: string;
  readonly listed: boolean;
  readonly productFound: boolean;
  readonly evidence: readonly OfferEvidence[];
  readonly shown: readonly ShownEvidence[];
}

const shownEvidence = (type: string, table: string, members: string) =>
  `SELECT jsonb_build_object('type', '${type}', 'id', id, 'title', NULL, 'country', NULL, 'year', NULL, 'name', NULL, 'scheme', NULL,
     'issuer', NULL, 'validUntil', NULL) || jsonb_build_object(${members}) AS item
   FROM ${table} WHERE company_id = $2 AND named.type = '${type}' AND id = named.id`;

/**
 * Keeps what the profile says of the products and the evidence that the offers name, and tells what it lacks, in one
 * statement, so that what was checked is what is kept: ($1 EOI, $2 the company).
 */
export const SHOW: Statement = {
  name: 'engagement.show-offers',
  text: `WITH kept AS (
           UPDATE eoi_requirements AS offered SET shown = jsonb_build_object(
             'product', (SELECT jsonb_build_object('id', id, 'names', names) FROM company_products WHERE company_id = $2 AND id = offered.product_id),
             'evidence', (SELECT coalesce(jsonb_agg(found.item ORDER BY named.place), '[]')
               FROM (SELECT place, ref ->> 'type' AS type, (ref ->> 'id')::uuid AS id
                     FROM jsonb_array_elements(offered.evidence) WITH ORDINALITY AS refs(ref, place)) AS named
               CROSS JOIN LATERAL (
                 ${shownEvidence('reference_case', 'company_reference_cases', `'title', title, 'country', country, 'year', year`)}
                 UNION ALL
                 ${shownEvidence('certificate', 'company_certificates', `'name', name, 'scheme', scheme, 'issuer', issuer, 'validUntil', valid_until`)}
               ) AS found))
           WHERE eoi_id = $1 RETURNING *)
         SELECT requirement_id AS "requirementId", evidence, shown -> 'evidence' AS shown,
           product_id IS NULL OR shown -> 'product' <> 'null' AS "productFound",
           EXISTS (SELECT FROM company_capabilities WHERE company_id = $2 AND concept = capability) AS listed
         FROM kept ORDER BY position`,
};

/** ($1 EOI, $2 the requirements that are left) */
export const PRUNE: Statement = {
  name: 'engagement.prune-offers',
  text: 'DELETE FROM eoi_requirements WHERE eoi_id = $1 AND NOT requirement_id = ANY ($2::uuid[])',
};
export const OFFERED: Statement = {
  name: 'engagement.offered',
  text: 'SELECT requirement_id AS "requirementId" FROM eoi_requirements WHERE eoi_id = $1 ORDER BY position',
};
