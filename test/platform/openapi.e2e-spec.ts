import { Logger } from '@nestjs/common';
import { describeRoutes, type RouteDescription } from '@shuqiao/identity';
import { version } from '../../package.json';
import { startTestPortal, type TestPortal } from '../support/portal';

type Node = Record<string, unknown>;
interface Operation {
  readonly operationId: string;
  readonly tags: string[];
  readonly security?: unknown[];
  readonly parameters: { $ref?: string; name: string; in: string; required: boolean }[];
  readonly responses: Record<string, { $ref?: string; headers?: Node; content?: Record<string, { schema: Node }> }>;
}
interface Document {
  readonly openapi: string;
  readonly info: Node;
  readonly paths: Record<string, Record<string, Operation>>;
  readonly components: Record<string, Record<string, Node>>;
}

describe.each([
  ['company', '/api/v1'],
  ['admin', '/admin/v1'],
] as const)('the OpenAPI document of the %s API', (audience, prefix) => {
  let portal: TestPortal;
  let document: Document;
  let routes: RouteDescription[];
  const complaints: string[] = [];

  beforeAll(async () => {
    portal = await startTestPortal();
    jest.spyOn(Logger, 'warn').mockImplementation((message: unknown) => void complaints.push(String(message)));
    const response = await (audience === 'company' ? portal.api() : portal.admin()).get(`${prefix}/openapi.json`);
    expect(response.status).toBe(200);
    expect(response.headers['content-type']).toBe('application/json; charset=utf-8');
    document = response.body as Document;
    routes = describeRoutes(audience === 'company' ? portal.companyApi : portal.adminApi);
  });
  afterAll(async () => {
    jest.restoreAllMocks();
    await portal.stop();
  });

  const operations = () =>
    Object.entries(document.paths).flatMap(([path, item]) =>
      Object.entries(item).map(([method, operation]) => ({ name: `${method.toUpperCase()} ${path}`, path, operation })),
    );

  it('says which version of the API and of OpenAPI it is', () => {
    expect(document.openapi).toBe('3.1.0');
    expect(document.info).toMatchObject({ version });
  });

  it('has each route of the API and no other', () => {
    const expected = routes.map(({ method, path }) => `${method} ${prefix}/${path.replace(/:(\w+)/g, '{$1}')}`);
    expect(
      operations()
        .map(({ name }) => name)
        .sort(),
    ).toEqual(expected.sort());
  });

  it('names each operation once and puts it under its controller', () => {
    const ids = operations().map(({ operation }) => operation.operationId);
    expect(ids.filter((id, position) => ids.indexOf(id) !== position)).toEqual([]);
    expect(operations().filter(({ operation }) => operation.tags.length !== 1)).toEqual([]);
  });

  it('declares each parameter of a path', () => {
    const wrong = operations().filter(({ path, operation }) => {
      const inPath = [...path.matchAll(/\{(\w+)\}/g)].map((match) => match[1]).sort();
      const declared = operation.parameters.filter((parameter) => parameter.in === 'path' && parameter.required);
      return JSON.stringify(declared.map((parameter) => parameter.name).sort()) !== JSON.stringify(inPath);
    });
    expect(wrong.map(({ name }) => name)).toEqual([]);
  });

  it('asks for a session exactly where the route does', () => {
    const wrong = routes.filter(({ method, path, access }) => {
      const item = document.paths[`${prefix}/${path.replace(/:(\w+)/g, '{$1}')}`];
      return Boolean(item?.[method.toLowerCase()]?.security?.length) !== (access !== 'public');
    });
    expect(wrong).toEqual([]);
  });

  it('answers everything unexpected with a problem, and a version with its ETag', () => {
    const schemas = document.components.schemas ?? {};
    for (const { name, operation } of operations()) {
      expect([name, operation.responses.default]).toEqual([name, { $ref: '#/components/responses/Problem' }]);
      for (const [status, response] of Object.entries(operation.responses)) {
        const reference = response.content?.['application/json']?.schema?.$ref as string | undefined;
        const schema = schemas[reference?.split('/').at(-1) ?? ''] as { properties?: Node } | undefined;
        if (!schema?.properties?.version || !status.startsWith('2')) continue;
        expect([name, response.headers]).toEqual([name, expect.objectContaining({ ETag: expect.anything() })]);
      }
    }
  });

  it('refers to nothing that is not there, and speaks no OpenAPI 3.0', () => {
    const references: string[] = [];
    const obsolete: string[] = [];
    walk(document, '', (node, path) => {
      if (typeof node.$ref === 'string') references.push(node.$ref);
      if (typeof node.nullable === 'boolean') obsolete.push(`${path}/nullable`);
      if (typeof node.exclusiveMinimum === 'boolean' || typeof node.exclusiveMaximum === 'boolean') obsolete.push(path);
    });
    expect([...new Set(references)].filter((reference) => resolve(document, reference) === undefined)).toEqual([]);
    expect(references.length).toBeGreaterThan(10);
    expect(obsolete).toEqual([]);
  });

  it('bounds each schema: every object says its properties, every array what is in it, every type is one', () => {
    const types = new Set(['string', 'integer', 'number', 'boolean', 'object', 'array', 'null']);
    const wrong: string[] = [];
    for (const [name, schema] of Object.entries(document.components.schemas ?? {})) {
      walk(schema, name, (node, path) => {
        const isSchema = !path.endsWith('/properties') && node.type !== undefined;
        if (!isSchema) return;
        const own = [node.type].flat();
        if (!own.every((type) => types.has(type as string))) wrong.push(`${path}: ${JSON.stringify(node.type)}`);
        if (own.includes('array') && !node.items) wrong.push(`${path}: items`);
        const { required, properties } = node as { required?: string[]; properties?: Node };
        if (required?.some((key) => !(key in (properties ?? {})))) wrong.push(`${path}: required`);
      });
    }
    expect(wrong).toEqual([]);
  });

  it('gives no two classes the same name', () => {
    expect(complaints).toEqual([]);
  });
});

function walk(value: unknown, path: string, visit: (node: Node, path: string) => void): void {
  if (Array.isArray(value)) return value.forEach((item, index) => walk(item, `${path}/${index}`, visit));
  if (typeof value !== 'object' || value === null) return;
  visit(value as Node, path);
  for (const [key, child] of Object.entries(value)) walk(child, `${path}/${key}`, visit);
}

function resolve(document: Document, reference: string): unknown {
  return reference
    .replace(/^#\//, '')
    .split('/')
    .reduce<unknown>((node, key) => (node as Node | undefined)?.[key], document);
}
