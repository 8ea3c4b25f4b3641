import { runNode } from './child.mjs';
import { ensureBuilt } from './ensure.mjs';

await ensureBuilt();
process.exit(await runNode(['--enable-source-maps', 'dist/apps/portal/src/main.js', ...process.argv.slice(2)]));
