import { join, resolve } from 'node:path';
import { buildBridgeData } from './build-data';

const [from, to = join(process.cwd(), 'libs', 'text', 'data', 'bridge')] = process.argv.slice(2);
if (!from) {
  console.error('Usage: node scripts/run.mjs libs/text/src/bridge/build/main <folder with the dictionaries> [target]');
  process.exit(2);
}
console.log(buildBridgeData(resolve(from), resolve(to)));
