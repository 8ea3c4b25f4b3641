import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { runNode } from './child.mjs';
import { ensureInstalled, root } from './ensure.mjs';

/** Counts a test file that could not even be loaded as one failure: its tests are in no other number. */
function summary(file) {
  try {
    const results = JSON.parse(readFileSync(file, 'utf8'));
    return { passed: results.numPassedTests, failed: results.numFailedTests + results.numRuntimeErrorTestSuites };
  } catch {
    return undefined;
  }
}

await ensureInstalled();
// Named after the process, so that two runs side by side do not read each other's figures.
const results = join(root, '.cache', `test-results-${process.pid}.json`);
mkdirSync(join(root, '.cache'), { recursive: true });

const code = await runNode(
  ['node_modules/jest/bin/jest.js', '--json', `--outputFile=${results}`, ...process.argv.slice(2)],
  { NODE_ENV: 'test' },
);
const { passed, failed } = summary(results) ?? { passed: 0, failed: code === 0 ? 0 : 1 };
rmSync(results, { force: true });
console.log(`${passed} passed, ${failed} failed`);
process.exit(code || (failed > 0 ? 1 : 0));
