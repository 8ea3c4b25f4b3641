import type { QueryRunner } from 'typeorm';

/** Runs hand-written SQL statements one by one, so that an error names the one that failed. */
export async function run(queryRunner: QueryRunner, ...statements: string[]): Promise<void> {
  for (const statement of statements) await queryRunner.query(statement);
}

/**
 * Puts a table under row-level security: staff and worker see every row, `shuqiao_company` only rows for which one of
 * the policies holds. `mine` is what it may read and write, `visible` what it may read besides. Both are SQL over the
 * table's columns; `acting_companies()` is the array of the acting account's companies, `acting_account()` the account.
 */
export async function protect(queryRunner: QueryRunner, table: string, mine: string, visible?: string): Promise<void> {
  await run(
    queryRunner,
    `ALTER TABLE ${table} ENABLE ROW LEVEL SECURITY`,
    `CREATE POLICY ${table}_centre ON ${table} TO shuqiao_staff, shuqiao_worker USING (true) WITH CHECK (true)`,
    `CREATE POLICY ${table}_mine ON ${table} TO shuqiao_company USING (${mine}) WITH CHECK (${mine})`,
  );
  if (visible) {
    await run(
      queryRunner,
      `CREATE POLICY ${table}_visible ON ${table} FOR SELECT TO shuqiao_company USING (${visible})`,
    );
  }
}
