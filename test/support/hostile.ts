import fc from 'fast-check';
import { type OpenApiDocument, resolve, type Schema } from './openapi';

/** Texts that have broken programs before. */
const HOSTILE_TEXTS = [
  '',
  ' ',
  '\u0000',
  'a\u0000b',
  '\ud800',
  '\u202egpj.exe',
  '\u200b\u200b',
  "'; DROP TABLE companies; --",
  '%00%ff',
  '../../etc/passwd',
  '{{7*7}}${7*7}<script>alert(1)</script>',
  "a' | b & !c:* <-> ",
  '\\',
  'null',
  '1e309',
  '-0',
  '2026-02-30',
  '9999-12-31T23:59:60Z',
  '00000000-0000-0000-0000-000000000000',
  'ﷺ'.repeat(500),
  '数'.repeat(30_000),
  'x'.repeat(200_000),
];

export const hostileText = (): fc.Arbitrary<string> =>
  fc.oneof(
    fc.constantFrom(...HOSTILE_TEXTS),
    fc.string({ unit: 'grapheme', maxLength: 60 }),
    fc.string({ unit: 'binary', maxLength: 40 }),
  );

const hostileValue = (): fc.Arbitrary<unknown> =>
  fc.oneof(
    hostileText(),
    fc.constantFrom<unknown>(
      null,
      true,
      0,
      -1,
      1.5,
      Number.MAX_SAFE_INTEGER,
      -1e300,
      [],
      {},
      [[[[]]]],
      new Array(3000).fill('x'),
    ),
    fc.jsonValue({ maxDepth: 3 }),
  );

/** A body made along a schema in which some values are plausible and some are hostile; or something else altogether. */
export function hostileBody(document: OpenApiDocument, schema: Schema): fc.Arbitrary<unknown> {
  return fc.oneof({ arbitrary: along(document, schema, 4), weight: 5 }, { arbitrary: hostileValue(), weight: 1 });
}

function along(document: OpenApiDocument, schema: Schema, depth: number): fc.Arbitrary<unknown> {
  const resolved = resolve(document, schema);
  const plausible = plausibleValue(document, resolved, depth);
  return fc.oneof({ arbitrary: plausible, weight: 4 }, { arbitrary: hostileValue(), weight: 1 });
}

function plausibleValue(document: OpenApiDocument, schema: Schema, depth: number): fc.Arbitrary<unknown> {
  if (schema.enum) return fc.constantFrom(...schema.enum);
  const type = Array.isArray(schema.type) ? (schema.type as string[])[0] : (schema.type as string | undefined);
  if (depth === 0) return fc.constant(null);
  if (schema.properties) return objectAlong(document, schema.properties, depth);
  if (type === 'array') return fc.array(along(document, schema.items ?? {}, depth - 1), { maxLength: 3 });
  if (type === 'integer' || type === 'number')
    return fc.oneof(fc.integer(), fc.constantFrom(0, 1, 2 ** 31, -(2 ** 53)));
  if (type === 'boolean') return fc.boolean();
  return plausibleText(schema);
}

function objectAlong(
  document: OpenApiDocument,
  properties: Readonly<Record<string, Schema>>,
  depth: number,
): fc.Arbitrary<unknown> {
  const members = Object.entries(properties).map(
    ([name, member]) => [name, along(document, member, depth - 1)] as const,
  );
  return fc.record(Object.fromEntries(members), { requiredKeys: [] });
}

function plausibleText({ format, maxLength = 40 }: Schema): fc.Arbitrary<string> {
  if (format === 'uuid') return fc.uuid({ version: 7 });
  if (format === 'email') return fc.emailAddress();
  if (format === 'date') return fc.date({ noInvalidDate: true }).map((date) => date.toISOString().slice(0, 10));
  if (format === 'date-time') return fc.date({ noInvalidDate: true }).map((date) => date.toISOString());
  return fc.oneof(
    fc.constantFrom('KZ', 'zh', 'ai.llm', 'USD', '1000.00', 'Europe/Moscow'),
    fc.string({ maxLength: Math.min(maxLength, 40) }),
  );
}
