import fc from 'fast-check';
import { STAFF_ROLES } from '@shuqiao/kernel';
import type { Response } from 'supertest';
import { hostileBody, hostileText } from '../support/hostile';
import { type OpenApiDocument, type Operation, operationsOf } from '../support/openapi';
import { createFirm, createStaff, type Person } from '../support/people';
import { startTestPortal, type TestPortal } from '../support/portal';

const RUNS = 12;
const SEED = 20260902;

/** Every operation of both APIs against input made from its own description. */
describe('bad input', () => {
  let portal: TestPortal;
  let firm: Person & { companyId: string };
  let staff: Person;

  beforeAll(async () => {
    portal = await startTestPortal();
    firm = await createFirm(portal);
    staff = await createStaff(portal, ...STAFF_ROLES);
  });
  afterAll(() => portal.stop());

  it.each([
    ['company API', '/api/v1/openapi.json', () => portal.api(), () => firm],
    ['admin API', '/admin/v1/openapi.json', () => portal.admin(), () => staff],
  ])(
    'is answered by the %s with a problem that names the field, and leaves nothing behind',
    async (_name, description, client, person) => {
      const document = (await client().get(description)).body as OpenApiDocument;
      const operations = operationsOf(document).filter((operation) => !ENDS_THE_SESSION.test(operation.path));
      expect(operations.length).toBeGreaterThan(5);
      for (const operation of operations) {
        const before = await written(portal);
        let refusedAll = true;
        await fc.assert(
          fc.asyncProperty(requestFor(document, operation, firm.companyId), async ({ url, query, body, headers }) => {
            const request = client()
              [operation.method](url)
              .query(query)
              .set('authorization', person().authorization)
              .set(headers);
            const response = await (body === undefined
              ? request
              : request.set('content-type', 'application/json').send(JSON.stringify(body)));
            judge(operation, response);
            refusedAll &&= response.status >= 400;
          }),
          { numRuns: RUNS, seed: SEED, endOnFailure: true },
        );
        if (refusedAll)
          expect({ operation: operation.operationId, ...(await written(portal)) }).toEqual({
            operation: operation.operationId,
            ...before,
          });
      }
    },
    600_000,
  );
});

// These would sign the tester out, after which everything is refused for the wrong reason.
const ENDS_THE_SESSION = /sessions(\/current)?$|second-factor|password/;

function judge(operation: Operation, response: Response): void {
  const what = `${operation.method} ${operation.path} → ${response.status} ${JSON.stringify(response.body).slice(0, 300)}`;
  if (response.status >= 500) throw new Error(what);
  if (response.status < 400) return;
  if (!response.headers['content-type']?.startsWith('application/problem+json'))
    throw new Error(`no problem document: ${what}`);
  const { code, errors } = response.body as { code?: string; errors?: { pointer: string; detail: string }[] };
  if (!code) throw new Error(`no code: ${what}`);
  // An empty pointer names the whole body (RFC 6901, 5): what is not an object has no field to be named.
  if (code === 'VALIDATION_FAILED' && !errors?.every(({ pointer, detail }) => typeof pointer === 'string' && detail))
    throw new Error(`no field named: ${what}`);
}

interface HostileRequest {
  readonly url: string;
  readonly query: Record<string, string | undefined>;
  readonly body: unknown;
  readonly headers: Record<string, string>;
}

function requestFor(document: OpenApiDocument, operation: Operation, companyId: string): fc.Arbitrary<HostileRequest> {
  const names = (place: string) =>
    (operation.parameters ?? []).filter((parameter) => parameter.in === place).map((parameter) => parameter.name);
  const ids = fc.oneof(
    fc.constant(companyId),
    fc.uuid({ version: 7 }),
    hostileText().map((text) => text.slice(0, 150)),
  );
  return fc
    .record({
      path: fc.record(Object.fromEntries(names('path').map((name) => [name, ids]))),
      query: fc.record(
        Object.fromEntries(names('query').map((name) => [name, hostileText().map((text) => text.slice(0, 2000))])),
        { requiredKeys: [] },
      ),
      body: operation.body ? hostileBody(document, operation.body) : fc.constant(undefined),
      ifMatch: fc.constantFrom('"v1"', 'W/"v1"', '*', '"v99999999999999"', 'nonsense'),
      key: fc.constantFrom('', 'a-key-that-is-long-enough', '键'.repeat(3)),
    })
    .map(({ path, query, body, ifMatch, key }) => ({
      url: fill(operation.path, path),
      query,
      body,
      headers: {
        'if-match': ifMatch,
        ...(operation.method === 'post' && key === '' ? { 'idempotency-key': 'short' } : {}),
      },
    }));
}

function fill(path: string, values: Record<string, string>): string {
  return path.replace(/\{(\w+)\}/g, (_whole, name: string) => encode(values[name] ?? '') || '%20');
}

// A lone surrogate cannot be written into an address at all.
function encode(value: string): string {
  return encodeURIComponent(Buffer.from(value).toString());
}

/** What an accepted request would have left behind. */
async function written(portal: TestPortal): Promise<Record<string, string>> {
  const [row] = await portal.database.query<Record<string, string>>(
    'SELECT (SELECT count(*) FROM audit_entries) AS entries, (SELECT count(*) FROM outbox_messages) AS messages',
  );
  return row;
}
