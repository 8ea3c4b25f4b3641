import { join, resolve } from 'node:path';
import { buildBridgeData } from './build-data';

const [from, to = join(process.cwd(), 'libs', 'text', 'data', 'bridge')] = process.argv.slice(2);
if (!from) {
  process.stderr.write('Usage: node scripts/run.mjs libs/text/src/bridge/build/main <folder> [target]\n');
  process.exit(2);
}
const { pivots, stems, rows } = buildBridgeData(resolve(from), resolve(to));
process.stdout.write(`${pivots} words with translations, ${stems} Russian stems, ${rows} vectors\n`);
