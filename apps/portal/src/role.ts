import { ROLES } from './roles';

/** The one entry point of the image: `node dist/apps/portal/src/role.js <role>`. */
const role = process.argv[2] ?? '';
const start = Object.hasOwn(ROLES, role) ? ROLES[role] : undefined;
if (start) {
  void start();
} else {
  console.error(`Usage: role <${Object.keys(ROLES).join(' | ')}>`);
  process.exitCode = 64;
}
