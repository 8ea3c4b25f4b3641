import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { exclusively } from './lock.mjs';

export const root = fileURLToPath(new URL('..', import.meta.url));

const buildStamp = join(root, 'dist', '.sources.sha256');
const sourceFolders = ['apps', 'libs', 'migrations'];
const configuration = ['package-lock.json', 'nest-cli.json', '.swcrc', 'tsconfig.json', 'tsconfig.build.json'];

/** The web client has a build of its own; tests are not built. */
const notBuilt = (path) => path === 'apps/web' || path.endsWith('.spec.ts');

class SetupError extends Error {}

function readJson(path) {
  try {
    return JSON.parse(readFileSync(join(root, path), 'utf8'));
  } catch {
    return undefined;
  }
}

/**
 * npm writes `node_modules/.package-lock.json` as the last act of an installation, so what it lists is there. Comparing
 * its contents, not its time, is right after a checkout, a copy and an interrupted installation alike.
 */
function isInstalled() {
  const wanted = readJson('package-lock.json')?.packages;
  const present = readJson('node_modules/.package-lock.json')?.packages;
  if (!wanted || !present) return false;
  const same = (path) =>
    present[path]?.version === wanted[path]?.version && present[path]?.integrity === wanted[path]?.integrity;
  const needed = Object.keys(wanted).filter((path) => path !== '' && !wanted[path].optional && !wanted[path].peer);
  return [...needed, ...Object.keys(present)].every(same);
}

function run(command, args, failure) {
  // npm is a batch file on Windows, which only a shell can start; the arguments are constants.
  const { error, status } = spawnSync(command, args, {
    cwd: root,
    stdio: 'inherit',
    shell: process.platform === 'win32',
  });
  if (error || status !== 0) throw new SetupError(`${failure}${error ? `: ${error.message}` : ''}`);
}

function install() {
  console.error('Installing the packages of package-lock.json (npm ci) …');
  // Without the warnings: what newer Node versions some build tools recommend helps nobody here.
  run(
    'npm',
    ['ci', '--no-audit', '--no-fund', '--loglevel=error'],
    'The installation (npm ci) failed; nothing was started',
  );
}

function* filesUnder(folder) {
  const entries = readdirSync(join(root, folder), { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1));
  for (const entry of entries) {
    const path = `${folder}/${entry.name}`;
    if (notBuilt(path)) continue;
    if (entry.isDirectory()) yield* filesUnder(path);
    else yield path;
  }
}

function hashOfSources() {
  const hash = createHash('sha256');
  const sources = sourceFolders
    .filter((folder) => existsSync(join(root, folder)))
    .flatMap((folder) => [...filesUnder(folder)]);
  for (const path of [...configuration, ...sources]) {
    const content = readFileSync(join(root, path));
    hash.update(`${path}\0${content.length}\0`).update(content);
  }
  return hash.digest('hex');
}

const isBuilt = () => existsSync(buildStamp) && readFileSync(buildStamp, 'utf8') === hashOfSources();

function build() {
  const hash = hashOfSources();
  // A build that is interrupted must not look like the one before it.
  rmSync(buildStamp, { force: true });
  console.error('Building …');
  run(process.execPath, ['node_modules/@nestjs/cli/bin/nest.js', 'build'], 'The build failed; nothing was started');
  writeFileSync(buildStamp, hash);
}

const packages = { isDone: isInstalled, make: install };
const compiled = { isDone: isBuilt, make: build };

function requireNode() {
  const wanted = readJson('package.json').engines.node.match(/\d+/g).map(Number);
  const present = process.versions.node.split('.').map(Number);
  if (present[0] < wanted[0] || (present[0] === wanted[0] && present[1] < wanted[1]))
    throw new SetupError(`This is Node.js ${process.versions.node}; ${wanted.join('.')} or newer is needed`);
}

/** The lock is not asked for when there is nothing to make, so that a folder nobody may write to can be started from. */
async function setUp(...steps) {
  try {
    requireNode();
    if (steps.every((step) => step.isDone())) return;
    await exclusively(root, () => steps.forEach((step) => step.isDone() || step.make()));
  } catch (error) {
    if (['EACCES', 'EPERM', 'EROFS'].includes(error.code))
      error = new SetupError(`${error.message}. Start it once as the owner of ${root}`);
    if (!(error instanceof SetupError)) throw error;
    console.error(`\n${error.message}.`);
    process.exit(1);
  }
}

/** Installs the packages unless they are there as the lock file says. Ends the process when that fails. */
export const ensureInstalled = () => setUp(packages);

/** Installs, and builds unless `dist` was built from exactly these sources. Ends the process when either fails. */
export const ensureBuilt = () => setUp(packages, compiled);
