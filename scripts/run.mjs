import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { runNode } from './child.mjs';
import { ensureBuilt, root } from './ensure.mjs';

// Usage: node scripts/run.mjs <entry below dist, such as apps/portal/src/main> [its arguments]
const [entry, ...args] = process.argv.slice(2);
if (!entry) {
  console.error('Usage: node scripts/run.mjs <compiled entry> [arguments]');
  process.exit(2);
}
await ensureBuilt();
const file = join('dist', entry.replace(/\.js$/, '') + '.js');
if (!existsSync(join(root, file))) {
  console.error(`There is no ${file}: the build has no such entry.`);
  process.exit(2);
}
process.exit(await runNode(['--enable-source-maps', file, ...args]));
