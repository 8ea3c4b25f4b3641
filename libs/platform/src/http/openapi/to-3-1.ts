type Node = Record<string, unknown>;

const isNode = (value: unknown): value is Node => typeof value === 'object' && value !== null && !Array.isArray(value);

/**
 * Rewrites what OpenAPI 3.0 says in its own way as JSON Schema 2020-12, which OpenAPI 3.1 uses: `nullable` becomes a
 * type, bounds that exclude become numbers. Changes the document in place.
 */
export function toOpenApi31(value: unknown): void {
  if (Array.isArray(value)) return value.forEach(toOpenApi31);
  if (!isNode(value)) return;
  Object.values(value).forEach(toOpenApi31);
  excludeByNumber(value, 'exclusiveMinimum', 'minimum');
  excludeByNumber(value, 'exclusiveMaximum', 'maximum');
  // A property may be called `nullable` too: only a boolean is the keyword.
  if (typeof value.nullable === 'boolean') allowNull(value, value.nullable);
}

function excludeByNumber(schema: Node, exclusive: string, bound: string): void {
  if (typeof schema[exclusive] !== 'boolean') return;
  if (schema[exclusive]) {
    schema[exclusive] = schema[bound];
    delete schema[bound];
  } else {
    delete schema[exclusive];
  }
}

function allowNull(schema: Node, nullable: boolean): void {
  delete schema.nullable;
  if (!nullable) return;
  if (typeof schema.type === 'string') {
    schema.type = [schema.type, 'null'];
    if (Array.isArray(schema.enum)) schema.enum = [...(schema.enum as unknown[]), null];
    return;
  }
  const { description, ...rest } = schema;
  const { allOf } = rest;
  const inner =
    Array.isArray(allOf) && allOf.length === 1 && Object.keys(rest).length === 1 ? (allOf[0] as Node) : rest;
  for (const key of Object.keys(schema)) delete schema[key];
  Object.assign(schema, { anyOf: [inner, { type: 'null' }] }, description === undefined ? {} : { description });
}
