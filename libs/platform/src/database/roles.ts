/**
 * The database roles the programs act as. None owns a table. Row-level security shows `shuqiao_company` only what the
 * acting account's companies may see; `shuqiao_staff` and `shuqiao_worker` see every row but cannot rewrite the audit.
 */
export const DATABASE_ROLES = ['shuqiao_company', 'shuqiao_staff', 'shuqiao_worker'] as const;
export type DatabaseRole = (typeof DATABASE_ROLES)[number];
