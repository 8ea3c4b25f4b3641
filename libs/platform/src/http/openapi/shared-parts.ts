import type { OpenAPIObject } from '@nestjs/swagger';

type Operation = Record<string, unknown> & {
  responses: Record<string, { content?: Record<string, { schema?: Record<string, unknown> }>; headers?: object }>;
};
type Schema = Record<string, unknown> & { properties?: Record<string, unknown>; $ref?: string };

const METHODS = ['get', 'put', 'post', 'delete', 'patch', 'head', 'options'];

const PROBLEM: Schema = {
  type: 'object',
  description: 'RFC 9457. `code` is stable; `title` is in the language of the request.',
  required: ['type', 'title', 'status', 'code', 'requestId'],
  properties: {
    type: { type: 'string', format: 'uri' },
    title: { type: 'string' },
    status: { type: 'integer', minimum: 400, maximum: 599 },
    code: { type: 'string', pattern: '^[A-Z][A-Z0-9_]*$' },
    requestId: { type: 'string' },
    errors: { type: 'array', items: { $ref: '#/components/schemas/ProblemField' } },
  },
  additionalProperties: true,
};

const PROBLEM_FIELD: Schema = {
  type: 'object',
  required: ['pointer', 'code', 'detail'],
  properties: {
    pointer: { type: 'string', description: 'A JSON pointer into the request.' },
    code: { type: 'string' },
    detail: { type: 'string' },
    params: { type: 'object', additionalProperties: true },
  },
};

const PROBLEM_RESPONSE = {
  description: 'A refusal or a fault, as a problem document.',
  content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
};

const ETAG = { description: 'The version of the answer, for `If-Match`.', schema: { type: 'string' } };
const LANGUAGE = {
  name: 'Accept-Language',
  in: 'header',
  required: false,
  description: 'The language of problems and labels: zh, ru or en.',
  schema: { type: 'string', maxLength: 256 },
};

/** Adds what every operation has: the problem as default answer, the ETag of what carries a version, the language. */
export function addSharedParts(document: OpenAPIObject): void {
  const components = (document.components ??= {});
  const schemas = (components.schemas ??= {}) as Record<string, Schema>;
  schemas.Problem = PROBLEM;
  schemas.ProblemField = PROBLEM_FIELD;
  components.responses = { ...components.responses, Problem: PROBLEM_RESPONSE };
  components.parameters = { ...components.parameters, AcceptLanguage: LANGUAGE as never };
  for (const item of Object.values(document.paths)) {
    for (const method of METHODS) {
      const operation = (item as unknown as Record<string, Operation | undefined>)[method];
      if (operation) complete(operation, schemas);
    }
  }
}

function complete(operation: Operation, schemas: Record<string, Schema>): void {
  const parameters = (operation.parameters as object[] | undefined) ?? [];
  operation.parameters = [...parameters, { $ref: '#/components/parameters/AcceptLanguage' }];
  for (const [status, response] of Object.entries(operation.responses)) {
    if (!status.startsWith('2')) continue;
    const { schema } = response.content?.['application/json'] ?? {};
    if (schema && hasVersion(schema, schemas)) response.headers = { ...response.headers, ETag: ETAG };
  }
  operation.responses.default = { $ref: '#/components/responses/Problem' } as never;
}

function hasVersion(schema: Schema, schemas: Record<string, Schema>): boolean {
  const resolved = schema.$ref ? schemas[schema.$ref.split('/').at(-1) ?? ''] : schema;
  return resolved?.properties?.version !== undefined;
}
