import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { runNode } from './child.mjs';
import { ensureInstalled, root } from './ensure.mjs';

// dependency-cruiser fails on a folder that does not exist.
await ensureInstalled();
const folders = ['apps', 'libs', 'migrations', 'test'].filter((folder) => existsSync(join(root, folder)));
const cruiser = 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs';
process.exit(await runNode([cruiser, '--config', '.dependency-cruiser.cjs', ...folders]));
