const ROLES: Readonly<Record<string, () => Promise<unknown>>> = {
  'company-api': () => import('../../company-api/src/main.js'),
  'admin-api': () => import('../../admin-api/src/main.js'),
  worker: () => import('../../worker/src/main.js'),
  portal: () => import('./main.js'),
  migrate: () => import('./migrate.js'),
  'audit-verify': () => import('./audit-verify.js'),
  'administrator-invite': () => import('./administrator-invite.js'),
};

/** The one entry point of the image: `node dist/apps/portal/src/role.js <role>`. Only the role's own code is loaded. */
const role = process.argv[2] ?? '';
const start = Object.hasOwn(ROLES, role) ? ROLES[role] : undefined;
if (start) {
  void start();
} else {
  console.error(`Usage: role <${Object.keys(ROLES).join(' | ')}>`);
  process.exitCode = 64;
}
