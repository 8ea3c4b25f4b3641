import { systemActor } from '@shuqiao/kernel';
import { UnknownTermWalk } from '@shuqiao/matching';
import type { Person } from './people';
import type { TestPortal } from './portal';
import { announce, publishDemand } from './published-demand';

export const UNKNOWN_TERMS = '/admin/v1/unknown-terms';
const ACTOR = systemActor('test');

interface Shown {
  readonly id: string;
  readonly term: string;
  readonly texts: number;
  readonly language: string;
  readonly state: string;
  readonly examples: readonly {
    kind: string;
    subjectId: string;
    lang: string;
    text: string;
    start: number;
    end: number;
  }[];
}

/** Texts that a firm publishes, and what the secretariat sees and does of the words in them that nobody knows. */
export function unknownTermsAt(
  portal: () => TestPortal,
  people: () => { reviewer: Person; buyer: Person & { companyId: string } },
) {
  const as = ({ authorization }: Person) => ({ authorization });
  const walk = () => portal().worker.context.get(UnknownTermWalk, { strict: false });
  /** Does what the worker does by the clock and on events. */
  const read = async () => {
    await portal().settle();
    await walk().goOn(ACTOR);
  };
  const publish = async (text: string, lang = 'ru') => {
    const { id } = await publishDemand(portal(), { companyId: people().buyer.companyId });
    await portal().database.query(
      `INSERT INTO demand_versions (demand_id, version, company_id, document, material, published_at)
       SELECT demand_id, 2, company_id, document || jsonb_build_object('title', $2::jsonb, 'requirements', '[]'::jsonb), true, published_at
       FROM demand_versions WHERE demand_id = $1`,
      [id, { lang, text }],
    );
    await portal().database.query('UPDATE demand_listings SET version = 2 WHERE demand_id = $1', [id]);
    await announce(portal(), 'demand.published.v1', { demandId: id });
    return id;
  };
  const show = async (companyId: string, text: string) => {
    const document = {
      companyId,
      country: 'CN',
      legalName: { lang: 'zh', text: '数桥测试' },
      description: [{ lang: 'zh', text }],
    };
    await portal().database.query('UPDATE companies SET public_document = $2 WHERE id = $1', [companyId, document]);
    await announce(portal(), 'company.changed.v1', { companyId });
  };
  const list = async (query: object = {}) => {
    const { body } = await portal().admin().get(UNKNOWN_TERMS).set(as(people().reviewer)).query(query);
    return body as { items: Shown[]; nextCursor: string | null };
  };
  const find = async (term: string, query: object = {}) =>
    (await list({ limit: 50, ...query })).items.find((one) => one.term.toLowerCase() === term.toLowerCase());
  const found = async (term: string) => (await find(term)) as Shown;
  const teach = (id: string, body: object, person = people().reviewer) =>
    portal().admin().post(`${UNKNOWN_TERMS}/${id}/teaching`).set(as(person)).send(body);
  const dismiss = (id: string, person = people().reviewer) =>
    portal().admin().post(`${UNKNOWN_TERMS}/${id}/dismissal`).set(as(person)).send({ reason: 'A name' });
  const restore = (id: string) =>
    portal().admin().delete(`${UNKNOWN_TERMS}/${id}/dismissal`).set(as(people().reviewer));
  const withdraw = (id: string, version: number) =>
    portal()
      .admin()
      .post(`/admin/v1/lexicon-terms/${id}/withdrawal`)
      .set({ ...as(people().reviewer), 'if-match': `"v${version}"` })
      .send({ reason: 'It misleads' });
  const termOf = (forms: object) => ({ kind: 'term', concept: null, forms: { zh: [], ru: [], en: [], ...forms } });
  const audited = async (id: string) =>
    (
      await portal().database.query<{ action: string }>(
        'SELECT action FROM audit_entries WHERE subject_id = $1 ORDER BY id',
        [id],
      )
    ).map(({ action }) => action);
  return { as, walk, read, publish, show, list, find, found, teach, dismiss, restore, withdraw, termOf, audited };
}
