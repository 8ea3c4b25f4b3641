/** What the one entry point of the image can run, by the name it is given. Only the code of the role asked for is loaded. */
export const ROLES: Readonly<Record<string, () => Promise<unknown>>> = {
  'company-api': () => import('../../company-api/src/main.js'),
  'admin-api': () => import('../../admin-api/src/main.js'),
  worker: () => import('../../worker/src/main.js'),
  portal: () => import('./main.js'),
  migrate: () => import('./migrate.js'),
  'audit-verify': () => import('./audit-verify.js'),
  'search-rebuild': () => import('./search-rebuild.js'),
  'match-rebuild': () => import('./match-rebuild.js'),
  'match-fit': () => import('./match-fit.js'),
  'administrator-invite': () => import('./administrator-invite.js'),
};
