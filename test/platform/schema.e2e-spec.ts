import { Database } from '@shuqiao/platform';
import type { EntityMetadata } from 'typeorm';
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

const NAMES: Readonly<Record<string, string>> = {
  timestamptz: 'timestamp with time zone',
  int: 'integer',
  bool: 'boolean',
};

function sqlType(column: EntityMetadata['columns'][number]): string {
  const type = NAMES[String(column.type)] ?? String(column.type);
  return column.isArray ? `${type}[]` : type;
}
