import { newId } from '@shuqiao/kernel';
import type { TestPortal } from './portal';

export interface PublishedDemand {
  readonly id: string;
  readonly companyId: string;
  readonly requirementIds: readonly string[];
}

interface Options {
  readonly companyId: string;
  readonly country?: string;
  readonly lang?: string;
  /** Says nothing in particular unless told. */
  readonly title?: string;
  /** One requirement for each list of concepts. */
  readonly requirements?: readonly (readonly string[])[];
  /** Days until the deadline. */
  readonly days?: number;
}

const DAY = 86_400_000;

/** A published demand, put straight into the database: for tests that are about what comes after. */
export async function publishDemand(portal: TestPortal, options: Options): Promise<PublishedDemand> {
  const {
    companyId,
    country = 'KZ',
    lang = 'ru',
    requirements = [['data-infra.datacenter'], ['ai.llm']],
    days = 90,
  } = options;
  const id = newId();
  const now = portal.clock.now();
  const deadline = new Date(now.getTime() + days * DAY);
  const title = { lang, text: options.title ?? `Demand ${id.slice(-6)}` };
  const documents = requirements.map((concepts) => ({ id: newId(), kind: 'layer', title, concepts, mandatory: true }));
  const document = { id, companyId, version: 1, country, title, deadline, requirements: documents };
  const { query } = portal.database;
  await query(
    `INSERT INTO demands (id, company_id, status, country, title, description, deadline, contact, published_version, published_at, created_at, updated_at)
     VALUES ($1, $2, 'published', $3, $4, $4, $5, '{"name": "Secret", "email": "secret-demand@example.org"}', 1, $6, $6, $6)`,
    [id, companyId, country, title, deadline, now],
  );
  for (const [position, requirement] of documents.entries()) {
    await query(
      `INSERT INTO demand_requirements (id, demand_id, company_id, position, kind, title, mandatory) VALUES ($1, $2, $3, $4, 'layer', $5, true)`,
      [requirement.id, id, companyId, position, title],
    );
  }
  await query(
    `INSERT INTO demand_versions (demand_id, version, company_id, document, material, published_at) VALUES ($1, 1, $2, $3, true, $4)`,
    [id, companyId, document, now],
  );
  await query(
    `INSERT INTO demand_listings (demand_id, company_id, version, status, country, deadline, published_at, concepts, summary)
     VALUES ($1, $2, 1, 'open', $3, $4, $5, $6, $7)`,
    [
      id,
      companyId,
      country,
      deadline,
      now,
      [...new Set(requirements.flat())].sort(),
      { id, companyId, title, country, deadline },
    ],
  );
  return { id, companyId, requirementIds: documents.map((requirement) => requirement.id) };
}

/** Publishes the next version of a demand as an amendment does, and announces it. */
export async function amendDemand(
  portal: TestPortal,
  demand: PublishedDemand,
  { material, requirements }: { material: boolean; requirements?: readonly { id: string; concepts: string[] }[] },
): Promise<number> {
  const { query } = portal.database;
  const [row] = await query<{ version: number }>(
    'UPDATE demands SET published_version = published_version + 1 WHERE id = $1 RETURNING published_version AS version',
    [demand.id],
  );
  const version = row?.version ?? 0;
  await query(
    `INSERT INTO demand_versions (demand_id, version, company_id, document, material, published_at)
     SELECT demand_id, $2, company_id, document || CASE WHEN $3::jsonb IS NULL THEN '{}' ELSE jsonb_build_object('requirements', $3::jsonb) END, $4, $5
     FROM demand_versions WHERE demand_id = $1 AND version = $2 - 1`,
    [demand.id, version, requirements ? JSON.stringify(requirements) : null, material, portal.clock.now()],
  );
  await query(`UPDATE demand_listings SET version = $2, concepts = coalesce($3, concepts) WHERE demand_id = $1`, [
    demand.id,
    version,
    requirements ? [...new Set(requirements.flatMap((requirement) => requirement.concepts))].sort() : null,
  ]);
  await announce(portal, 'demand.amended.v1', { demandId: demand.id, version, material });
  return version;
}

/** Closes a demand and announces it. */
export async function closeDemand(portal: TestPortal, demandId: string): Promise<void> {
  const now = portal.clock.now();
  await portal.database.query(
    `UPDATE demands SET status = 'closed', closed_at = $2, close_reason = 'awarded' WHERE id = $1`,
    [demandId, now],
  );
  await portal.database.query(
    `UPDATE demand_listings SET status = 'closed', closed_at = $2, close_reason = 'awarded' WHERE demand_id = $1`,
    [demandId, now],
  );
  await announce(portal, 'demand.closed.v1', { demandId, reason: 'awarded' });
}

/** Publishes an event as the context it belongs to would. */
export async function announce(portal: TestPortal, name: string, payload: object): Promise<void> {
  await portal.database.query('SELECT publish_outbox_message($1::uuid, $2, $3::jsonb, $4)', [
    newId(),
    name,
    payload,
    'test',
  ]);
}
