import { Database } from '@shuqiao/platform';
import { DataSource, type EntityMetadata } from 'typeorm';
import { SnakeNamingStrategy } from '../../libs/platform/src/database/naming-strategy';
import { startTestPortal, type TestPortal } from '../support/portal';

interface ColumnRow {
  readonly table_name: string;
  readonly column_name: string;
  readonly type: string;
  readonly is_nullable: 'YES' | 'NO';
  readonly has_default: boolean;
}

/** The migrations are written by hand, and so are the entities: they must say the same. */
describe('the schema', () => {
  let portal: TestPortal;
  let entities: EntityMetadata[];
  let columns: Map<string, ColumnRow>;

  beforeAll(async () => {
    portal = await startTestPortal();
    const programs = [portal.companyApi, portal.adminApi, portal.worker.context];
    entities = programs.flatMap((program) => program.get(Database, { strict: false }).dataSource.entityMetadatas);
    const rows = await portal.database.query<ColumnRow>(
      `SELECT table_name, column_name, format_type(attribute.atttypid, NULL) AS type, is_nullable,
         (column_default IS NOT NULL OR is_generated = 'ALWAYS' OR is_identity = 'YES') AS has_default
       FROM information_schema.columns JOIN pg_attribute attribute
         ON attribute.attrelid = (quote_ident(table_schema) || '.' || quote_ident(table_name))::regclass AND attribute.attname = column_name
       WHERE table_schema = 'public'`,
    );
    columns = new Map(rows.map((row) => [`${row.table_name}.${row.column_name}`, row]));
  });
  afterAll(() => portal.stop());

  it('has every column of every entity, with its type and nullability', () => {
    expect(entities.length).toBeGreaterThan(10);
    for (const entity of entities) {
      for (const column of entity.columns) {
        const name = `${entity.tableName}.${column.databaseName}`;
        const row = columns.get(name);
        expect({ name, type: row?.type, nullable: row?.is_nullable === 'YES' }).toEqual({
          name,
          type: sqlType(column),
          nullable: column.isNullable,
        });
      }
    }
  });

  // TypeORM would drop what it does not know, since CHECKs, foreign keys and indexes stand in the migrations alone.
  // Anything else that it wants is a difference (see docs/decisions/schema-and-entities.md).
  it('leaves TypeORM nothing to add or to change', async () => {
    const targets = [...new Set(entities.map((entity) => entity.target))];
    const namingStrategy = new SnakeNamingStrategy();
    const source = new DataSource({ type: 'postgres', url: portal.database.url, entities: targets, namingStrategy });
    await rememberGeneratedColumns(portal, entities);
    await source.initialize();
    try {
      const { upQueries } = await source.driver.createSchemaBuilder().log();
      const wanted = upQueries.map(({ query }) => query);
      expect(wanted.length).toBeGreaterThan(50);
      expect(wanted.filter((statement) => !ONLY_IN_MIGRATIONS.test(statement))).toEqual([]);
    } finally {
      await source.destroy();
    }
  });

  it('asks of no entity a column that the entity does not know', () => {
    for (const entity of entities) {
      const known = new Set(entity.columns.map((column) => column.databaseName));
      const needed = [...columns.values()].filter(
        (row) => row.table_name === entity.tableName && row.is_nullable === 'NO' && !row.has_default,
      );
      expect([entity.tableName, needed.map((row) => row.column_name).filter((name) => !known.has(name))]).toEqual([
        entity.tableName,
        [],
      ]);
    }
  });

  it('names every constraint and index after its table, and owns nothing to the programs’ roles', async () => {
    const unnamed = await portal.database.query<{ name: string }>(
      `SELECT conname AS name FROM pg_constraint JOIN pg_class ON pg_class.oid = conrelid
       WHERE connamespace = 'public'::regnamespace AND contype <> 'n' AND conname !~ ('^' || relname)
         AND relname <> 'schema_migrations'`,
    );
    expect(unnamed).toEqual([]);
    const owned = await portal.database.query(
      `SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace AND pg_get_userbyid(relowner) LIKE 'shuqiao_%'`,
    );
    expect(owned).toEqual([]);
  });

  // Reference data and accounts are never deleted, so nothing looks for what points at them.
  it('indexes every foreign key to what may be deleted', async () => {
    const bare = await portal.database.query<{ name: string }>(
      `SELECT conname AS name FROM pg_constraint WHERE contype = 'f' AND connamespace = 'public'::regnamespace
         AND confrelid NOT IN ('concepts'::regclass, 'countries'::regclass, 'languages'::regclass, 'currencies'::regclass,
           'accounts'::regclass, 'decision_templates'::regclass)
         AND NOT EXISTS (SELECT FROM pg_index WHERE indrelid = conrelid AND (indkey::int2[])[0] = conkey[1])`,
    );
    expect(bare).toEqual([]);
  });
});

const ONLY_IN_MIGRATIONS = /^(ALTER TABLE "\w+" DROP CONSTRAINT "\w+"|DROP INDEX "public"\."\w+")$/;

/**
 * TypeORM compares the expression of a generated column with a note that it would have made itself, in a table that the
 * portal has no other use for. That the note is true is asked of PostgreSQL, whose wording differs by casts and brackets.
 */
async function rememberGeneratedColumns(portal: TestPortal, entities: EntityMetadata[]): Promise<void> {
  await portal.database.query(
    'CREATE TABLE typeorm_metadata (type text, database text, schema text, "table" text, name text, value text)',
  );
  const generated = new Map(
    entities.flatMap(({ tableName, columns }) =>
      columns
        .filter(({ asExpression }) => asExpression)
        .map((column) => [`${tableName}.${column.databaseName}`, { tableName, column }] as const),
    ),
  );
  expect([...generated.keys()]).toEqual(['companies.side']);
  for (const { tableName, column } of generated.values()) {
    const [row] = await portal.database.query<{ expression: string }>(
      'SELECT generation_expression AS expression FROM information_schema.columns WHERE table_name = $1 AND column_name = $2',
      [tableName, column.databaseName],
    );
    expect(plain(row?.expression)).toBe(plain(column.asExpression));
    await portal.database.query(
      `INSERT INTO typeorm_metadata VALUES ('GENERATED_COLUMN', current_database(), 'public', $1, $2, $3)`,
      [tableName, column.databaseName, column.asExpression],
    );
  }
}

function plain(expression = ''): string {
  return expression.replace(/::text|[()\s]/g, '');
}

const NAMES: Readonly<Record<string, string>> = {
  timestamptz: 'timestamp with time zone',
  int: 'integer',
  bool: 'boolean',
};

function sqlType(column: EntityMetadata['columns'][number]): string {
  const type = NAMES[String(column.type)] ?? String(column.type);
  return column.isArray ? `${type}[]` : type;
}
