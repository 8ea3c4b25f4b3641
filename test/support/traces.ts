import type { TestPortal } from './portal';

interface TextColumn {
  readonly place: string;
  readonly table_name: string;
  readonly column_name: string;
}

/**
 * Every column of the database, the queue's included, in which one of the words stands, as `table.column`. Asks each
 * column that can hold a text, whatever table it belongs to, so that a new one is looked through by itself.
 */
export async function columnsWith(portal: TestPortal, words: readonly string[]): Promise<string[]> {
  const columns = await portal.database.query<TextColumn>(
    `SELECT format('%I.%I', table_schema, table_name) AS place, table_name, column_name FROM information_schema.columns
       JOIN information_schema.tables USING (table_schema, table_name)
     WHERE table_type = 'BASE TABLE' AND table_schema NOT IN ('pg_catalog', 'information_schema')
       AND data_type IN ('text', 'character varying', 'character', 'json', 'jsonb', 'ARRAY', 'bytea', 'inet', 'USER-DEFINED')
     ORDER BY table_name, column_name`,
  );
  if (columns.length < 200) throw new Error(`Only ${columns.length} columns are looked through`);
  const patterns = words.map((word) => `%${word}%`);
  const found: string[] = [];
  for (const { place, table_name, column_name } of columns) {
    const rows = await portal.database.query(
      `SELECT FROM ${place} AS kept WHERE ${readable(`kept."${column_name}"`)} ILIKE ANY ($1) LIMIT 1`,
      [patterns],
    );
    if (rows.length) found.push(`${table_name}.${column_name}`);
  }
  return found;
}

// Bytes are shown as text where they are one, so that an address in them would be seen.
function readable(column: string): string {
  return `(CASE WHEN pg_typeof(${column}) = 'bytea'::regtype THEN encode(${column}::text::bytea, 'escape') ELSE ${column}::text END)`;
}
