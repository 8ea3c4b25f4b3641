import { newId, STAFF_ROLES } from '@shuqiao/kernel';
import { type OpenApiDocument, type Operation, operationsOf, resolve } from '../support/openapi';
import { createDraft } from '../support/demands';
import { draftEoi } from '../support/eois';
import { createFirm, createStaff, type Person } from '../support/people';
import { startTestPortal, type TestPortal } from '../support/portal';
import { publishDemand } from '../support/published-demand';

/** POSTs that answer 201 and take no Idempotency-Key, each with the reason why a repetition does no harm. */
const CREATES_WITHOUT_KEY: Readonly<Record<string, string>> = {
  'POST /api/v1/sessions': 'nobody is known yet under whom a key would be kept; a second session is a session',
  'POST /admin/v1/sessions': 'nobody is known yet under whom a key would be kept; a second session is a session',
  'POST /api/v1/accounts/me/second-factor': 'an enrolment replaces the one before it, and its secret is kept nowhere',
  'POST /admin/v1/me/second-factor': 'an enrolment replaces the one before it, and its secret is kept nowhere',
  'POST /api/v1/accounts/me/calendar-subscription':
    'a renewal replaces the address before it, and its secret is kept nowhere',
  'POST /admin/v1/second-factor-enrolments': 'the mailed token opens it, and nobody is signed in',
  'POST /api/v1/invitations/{token}/acceptance': 'the token is good once',
  'POST /admin/v1/imports': 'its content is the key until it is done, and then a repetition changes nothing',
  'POST /api/v1/companies/{companyId}/documents': 'its content is the key, see UPLOADS',
  'POST /api/v1/companies/{companyId}/demands/{demandId}/attachments': 'its content is the key, see UPLOADS',
  'POST /api/v1/eois/{id}/attachments': 'its content is the key, see UPLOADS',
  'POST /api/v1/pitches/{id}/slides': 'its content is the key, and the same slides once more change nothing',
};

/**
 * The routes that take a file. The bytes are hashed while they stream in, and the same content for the same purpose of the
 * same company is one file: whoever repeats the request gets the first answer, key or no key
 * (docs/decisions/companies-and-files.md).
 */
const UPLOADS = [
  '/api/v1/companies/{companyId}/documents',
  '/api/v1/companies/{companyId}/demands/{demandId}/attachments',
  '/api/v1/eois/{id}/attachments',
];

/** Changes that take no If-Match, each with the reason. */
const CHANGES_WITHOUT_VERSION: Readonly<Record<string, string>> = {
  'PUT /api/v1/eois/{id}/consent': 'has no content: consent is there or is not, and nothing can be overwritten',
  'PUT /api/v1/matchmaking-participations/{id}/wishes/{counterpartId}':
    'one of three words: whatever was wished before, the last wish counts',
};

/** Lists without a cursor, each with what bounds it. */
const LISTS_WITHOUT_PAGES: Readonly<Record<string, string>> = {
  '/api/v1/countries': 'reference data',
  '/api/v1/company-checks': 'reference data',
  '/api/v1/concepts': 'reference data',
  '/api/v1/languages': 'reference data',
  '/api/v1/currencies': 'reference data',
  '/api/v1/registration-schemes': 'reference data',
  '/admin/v1/decision-templates': 'reference data',
  '/admin/v1/countries': 'reference data',
  '/api/v1/companies/suggestions': 'a fixed number of best names',
  '/api/v1/suggestions': 'the twenty best at most',
  '/api/v1/companies/mine': 'at most 200',
  '/api/v1/demands/{demandId}/chains': 'the ten best at most',
  '/api/v1/companies/{companyId}/matches/{demandId}/chains': 'the ten best at most',
  '/admin/v1/demands/{demandId}/chains': 'the ten best at most',
  '/api/v1/companies/{companyId}/products': 'at most so many per company',
  '/api/v1/companies/{companyId}/reference-cases': 'at most so many per company',
  '/api/v1/companies/{companyId}/certificates': 'at most so many per company',
  '/api/v1/companies/{companyId}/contacts': 'at most so many per company',
  '/api/v1/companies/{companyId}/documents': 'at most so many per company',
  '/api/v1/eois/{id}/contacts': 'the contact persons of one company',
  '/admin/v1/roadshows/{roadshowId}/sessions': 'the sessions of one roadshow',
  '/admin/v1/roadshows/{roadshowId}/matchmaking-days': 'the days of one roadshow, 31 at most',
  '/api/v1/roadshows/{roadshowId}/matchmaking-days': 'the days of one roadshow, 31 at most',
  '/api/v1/matchmaking-participations/{id}/suggestions': 'the twenty best at most',
  '/api/v1/sessions': 'the open sessions of one account',
  '/admin/v1/sessions': 'the open sessions of one account',
  '/api/v1/demonstration/mails': 'the newest mails, in demonstration mode only',
};

interface Header {
  readonly $ref?: string;
  readonly name: string;
  readonly in: string;
  readonly required?: boolean;
  readonly schema?: { readonly maximum?: number };
}

/** What the architecture promises of every route, asked of every route. */
describe('every route', () => {
  let portal: TestPortal;
  let firm: Person & { companyId: string };
  let staff: Person;
  let routes: (Operation & { readonly name: string; readonly headers: Header[]; readonly document: OpenApiDocument })[];

  beforeAll(async () => {
    portal = await startTestPortal();
    firm = await createFirm(portal);
    staff = await createStaff(portal, ...STAFF_ROLES);
    const documents = [
      (await portal.api().get('/api/v1/openapi.json')).body,
      (await portal.admin().get('/admin/v1/openapi.json')).body,
    ] as OpenApiDocument[];
    routes = documents.flatMap((document) =>
      operationsOf(document).map((operation) => ({
        ...operation,
        name: `${operation.method.toUpperCase()} ${operation.path}`,
        headers: (operation.parameters ?? []).map((parameter) => follow(document, parameter as Header)),
        document,
      })),
    );
    expect(routes.length).toBeGreaterThan(150);
  });
  afterAll(() => portal.stop());

  const takes = (route: { headers: Header[] }, name: string) =>
    route.headers.find((header) => header.name.toLowerCase() === name);

  it('that creates can be repeated under a key, or says why it need not', () => {
    const creating = routes.filter(({ method, responses }) => method === 'post' && '201' in responses);
    const keyless = creating.filter((route) => !takes(route, 'idempotency-key')).map(({ name }) => name);
    expect(keyless.sort()).toEqual(Object.keys(CREATES_WITHOUT_KEY).sort());
  });

  it('that takes a file does it once, however often and however much at once it is asked', async () => {
    const uploading = routes.filter(({ requestBody }) => requestBody?.content['multipart/form-data']);
    // An import keeps no file, and slides want an accepted pitch: test/admin-api/imports.e2e-spec.ts and
    // test/company-api/pitches.e2e-spec.ts ask the same of them.
    const elsewhere = ['/admin/v1/imports', '/api/v1/pitches/{id}/slides'];
    expect(uploading.map(({ path }) => path).sort()).toEqual([...elsewhere, ...UPLOADS].sort());
    const demand = await createDraft(portal, firm);
    const { companyId } = await createFirm(portal);
    const eoiId = await draftEoi(portal, firm, await publishDemand(portal, { companyId }));
    for (const [index, path] of UPLOADS.entries()) {
      const url = path.replace('{companyId}', firm.companyId).replace('{demandId}', demand.id).replace('{id}', eoiId);
      const bytes = Buffer.from(`uploaded ${index}`);
      const upload = (name: string, content = bytes) =>
        portal
          .api()
          .post(url)
          .query(path.endsWith('documents') ? { purpose: 'other' } : {})
          .set('authorization', firm.authorization)
          .attach('file', content, name);
      const answers = await Promise.all([upload('a.txt'), upload('a.txt'), upload('a.txt')]);
      answers.push(await upload('a.txt'));
      for (const { status, body } of answers) expect([status, body]).toEqual([201, answers[0]?.body]);
      const { id } = answers[0]?.body as { id: string };
      const kept = await portal.database.query(
        `SELECT count(*)::integer AS stored FROM audit_entries WHERE action = 'file.stored' AND subject_id = $1`,
        [id],
      );
      expect(kept).toEqual([{ stored: 1 }]);
      const [usage] = await portal.database.query('SELECT files FROM file_usage WHERE company_id = $1', [
        firm.companyId,
      ]);
      // Each route before this one has left two.
      expect(usage).toEqual({ files: 2 * index + 1 });
      // Another name for the same content is no other file; other content is.
      expect((await upload('b.txt')).body).toMatchObject({ id, name: 'a.txt' });
      expect((await upload('a.txt', Buffer.from(`other ${index}`))).body.id).not.toBe(id);
    }
  });

  it('that changes asks which version was read, or says why it need not', () => {
    const changing = routes.filter(({ method }) => method === 'put' || method === 'patch');
    const blind = changing.filter((route) => takes(route, 'if-match')?.required !== true).map(({ name }) => name);
    expect(blind.sort()).toEqual(Object.keys(CHANGES_WITHOUT_VERSION).sort());
  });

  it('that changes refuses a change without the version that was read', async () => {
    for (const { name, method, path } of routes.filter((route) => takes(route, 'if-match')?.required)) {
      const url = path.replace(/\{(\w+)\}/g, (_whole, id: string) => (id === 'companyId' ? firm.companyId : newId()));
      const [client, person] = url.startsWith('/api/') ? [portal.api(), firm] : [portal.admin(), staff];
      const { status, body } = await client[method](url).set('authorization', person.authorization).send({});
      expect({ name, status, code: body.code }).toEqual({ name, status: 428, code: 'PRECONDITION_REQUIRED' });
    }
  });

  it('that lists does so page by page, or is bounded by its nature', () => {
    const lists = routes.filter((route) => route.method === 'get' && isList(route.document, route));
    expect(lists.length).toBeGreaterThan(25);
    const whole = lists.filter((route) => !takes(route, 'cursor')).map(({ path }) => path);
    expect(whole.sort()).toEqual(Object.keys(LISTS_WITHOUT_PAGES).sort());
    for (const route of lists.filter((list) => takes(list, 'cursor')))
      expect([route.path, (takes(route, 'limit')?.schema?.maximum ?? Infinity) <= 100]).toEqual([route.path, true]);
  });

  it('that lists page by page refuses a cursor it did not give', async () => {
    for (const { path } of routes.filter((route) => takes(route, 'cursor'))) {
      const url = path.replace(/\{(\w+)\}/g, (_whole, id: string) => (id === 'companyId' ? firm.companyId : newId()));
      const [client, person] = url.startsWith('/api/') ? [portal.api(), firm] : [portal.admin(), staff];
      const { status } = await client
        .get(url)
        .query({ cursor: '!', limit: 1 })
        .set('authorization', person.authorization);
      expect([path, status >= 400 && status < 500]).toEqual([path, true]);
    }
  });
});

function isList(document: OpenApiDocument, { responses }: Operation): boolean {
  const schema = responses['200']?.content?.['application/json']?.schema;
  const { type, properties } = schema ? resolve(document, schema) : {};
  return type === 'array' || properties?.items !== undefined;
}

function follow(document: OpenApiDocument, header: Header): Header {
  if (!header.$ref) return header;
  const parameters = (document.components as unknown as { parameters: Record<string, Header> }).parameters;
  return parameters[header.$ref.split('/').at(-1) ?? ''] ?? header;
}
