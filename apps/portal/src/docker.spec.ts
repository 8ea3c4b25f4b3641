import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readConfig, VARIABLES } from '@shuqiao/platform';
import { load, YAML11_SCHEMA } from 'js-yaml';
import { ROLES } from './roles';

interface Service {
  readonly image?: string;
  readonly build?: { readonly context: string; readonly dockerfile: string };
  readonly command?: readonly string[];
  readonly entrypoint?: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
  readonly volumes?: readonly string[];
  readonly stop_grace_period?: string;
  readonly depends_on?: readonly string[] | Readonly<Record<string, { readonly condition: string }>>;
}

const ROOT = join(__dirname, '../../..');
const read = (path: string): string => readFileSync(join(ROOT, path), 'utf8');

const dockerfile = read('docker/Dockerfile');
const compose = read('docker/compose.yaml');
const caddyfile = read('docker/proxy/Caddyfile');
const logins = read('docker/postgres/10-roles.sql');
// Compose reads YAML as of version 1.1, which merges `<<`.
const { services } = load(compose, { schema: YAML11_SCHEMA }) as { services: Record<string, Service> };
const programs = Object.entries(services).filter(([, { image }]) => image === 'shuqiao');
const programsOf = (role: string) => programs.filter(([, { command }]) => command?.[0] === role).map(([name]) => name);

/** docker/.env.example as a person fills it in. */
const settings = Object.fromEntries(
  [...read('docker/.env.example').matchAll(/^(\w+)=(.*)$/gm)].map(([, name = '', value = '']) => [
    name,
    value !== 'CHANGE-ME' ? value : name === 'DATA_KEY' ? Buffer.alloc(32, 7).toString('base64') : 'a1'.repeat(24),
  ]),
);

/** What compose makes of `${NAME}`, `${NAME:?}` and `${NAME:-default}`. */
const filledIn = (text: string): string =>
  text.replace(/\$\{(\w+)(?::-([^}]*)|:\?)?\}/g, (_all, name: string, standard = '') => settings[name] ?? standard);

const environmentOf = ({ environment = {} }: Service): Record<string, string> =>
  Object.fromEntries(Object.entries(environment).map(([name, value]) => [name, filledIn(value)]));

describe('the image', () => {
  const instructions = (name: string): string[] =>
    [...dockerfile.matchAll(new RegExp(`^${name} (.*)$`, 'gm'))].map(([, rest = '']) => rest);

  it('is built of what there is and what .dockerignore lets through', () => {
    const sources = instructions('COPY')
      .filter((rest) => !rest.startsWith('--from='))
      .flatMap((rest) => rest.split(' ').slice(0, -1));
    expect(sources).toEqual(expect.arrayContaining(['package-lock.json', 'apps', 'libs', 'migrations']));
    const allowed = [...read('.dockerignore').matchAll(/^!(.+)$/gm)].map(([, path]) => path);
    for (const source of sources) {
      expect([source, existsSync(join(ROOT, source))]).toEqual([source, true]);
      expect(allowed).toContain(source);
    }
  });

  it('has one entry point, a role to start with, and variables that the programs know', () => {
    const [entry] = instructions('ENTRYPOINT').map((rest) => JSON.parse(rest) as string[]);
    const script = entry?.at(-1) ?? '';
    expect(script).toMatch(/^dist\/.*\.js$/);
    expect(existsSync(join(ROOT, script.replace(/^dist\//, '').replace(/\.js$/, '.ts')))).toBe(true);
    const [command] = instructions('CMD').map((rest) => JSON.parse(rest) as string[]);
    expect(Object.keys(ROLES)).toEqual(expect.arrayContaining(command ?? ['none']));
    const names = instructions('ENV').flatMap((rest) => [...rest.matchAll(/(\w+)=/g)].map(([, name]) => name));
    expect(names).toContain('PORT');
    expect([...Object.keys(VARIABLES), 'NODE_ENV']).toEqual(expect.arrayContaining(names));
  });

  it('runs as nobody special', () => expect(instructions('USER').at(-1)).toBe('node'));
});

describe('the compose file', () => {
  it('is filled in by .env.example, all of it and nothing else', () => {
    const asked = [...compose.matchAll(/\$\{(\w+)(:-)?/g)];
    const needed = asked.filter(([, , standard]) => !standard).map(([, name]) => name);
    expect(Object.keys(settings)).toEqual(expect.arrayContaining(needed));
    expect(asked.map(([, name]) => name)).toEqual(expect.arrayContaining(Object.keys(settings)));
  });

  it('starts two replicas of the firms’ API and each other program, by names that the entry point takes', () => {
    expect(programs.map(([, { command }]) => command?.[0]).sort()).toEqual([
      'admin-api',
      'company-api',
      'company-api',
      'migrate',
      'worker',
    ]);
    for (const [, { command = [] }] of programs) expect(Object.keys(ROLES)).toContain(command[0]);
  });

  it.each(programs)('gives %s a configuration that it takes, and no variable that nobody reads', (_name, service) => {
    const environment = environmentOf(service);
    expect(Object.keys(VARIABLES)).toEqual(expect.arrayContaining(Object.keys(environment)));
    const config = readConfig(environment);
    expect(config).toMatchObject({ FILE_STORE: 's3', DEMONSTRATION: false, TRUST_PROXY: 1 });
    for (const url of [config.DATABASE_URL, config.S3_ENDPOINT, config.SMTP_URL])
      expect(Object.keys(services)).toContain(new URL(url).hostname);
  });

  it.each(programs)('gives %s a login that the script makes, with the password it makes it with', (_name, service) => {
    const [, login, variable] = /\/\/(\w+):\$\{(\w+):\?\}@/.exec(service.environment?.DATABASE_URL ?? '') ?? [];
    const [, placeholder] = new RegExp(`CREATE ROLE ${login} LOGIN.* PASSWORD :'(\\w+)'`).exec(logins) ?? [];
    expect(logins).toContain(`\\getenv ${placeholder} ${variable}\n`);
    expect(services.postgres?.environment).toHaveProperty([variable ?? ''], `\${${variable}:?}`);
  });

  it('starts the database, then the migrations, then the programs', () => {
    expect(services.migrate?.depends_on).toEqual({ postgres: { condition: 'service_healthy' } });
    for (const [name, { depends_on }] of programs.filter(([name]) => name !== 'migrate'))
      expect([name, depends_on]).toEqual([
        name,
        {
          migrate: { condition: 'service_completed_successfully' },
          'store-bucket': { condition: 'service_completed_successfully' },
        },
      ]);
  });

  it('builds the image once, from a file that there is, and mounts what there is', () => {
    const builds = Object.values(services).flatMap(({ build }) => build ?? []);
    expect(builds).toEqual([{ context: '..', dockerfile: 'docker/Dockerfile' }]);
    const mounted = Object.values(services).flatMap(({ volumes = [] }) => volumes.filter((at) => at.startsWith('./')));
    expect(mounted).toHaveLength(2);
    for (const mount of mounted) expect(existsSync(join(ROOT, 'docker', mount.split(':')[0] ?? ''))).toBe(true);
  });

  it('makes the bucket that the programs use', () => {
    const bucket = services.worker?.environment?.S3_BUCKET;
    expect(services['store-bucket']?.entrypoint?.at(-1)).toContain(` store/${bucket};`);
  });
});

describe('the proxy', () => {
  const port = Number(/\bPORT=(\d+)/.exec(dockerfile)?.[1]);
  const routes = Object.fromEntries(
    [...caddyfile.matchAll(/handle (\/\S+) \{\s+reverse_proxy ([^{]+) \{/g)].map(([, path = '', upstreams = '']) => [
      path,
      upstreams.trim().split(' '),
    ]),
  );

  it('sends each path to every replica of its program, at the port they listen on, and knows no other path', () => {
    const at = (role: string) => programsOf(role).map((name) => `${name}:${port}`);
    expect(dockerfile).toContain(`\nEXPOSE ${port}\n`);
    expect(routes).toEqual({
      '/api/*': at('company-api'),
      '/admin/*': at('admin-api'),
      '/health/*': at('company-api'),
    });
  });

  it('sees twice that a program ends before it stops serving, and nobody is killed for taking the time it has', () => {
    const interval = Number(/health_interval (\d+)s/.exec(caddyfile)?.[1]);
    for (const [, service] of programs) {
      const { DRAIN_DELAY_SECONDS } = readConfig(environmentOf(service));
      expect(DRAIN_DELAY_SECONDS).toBeGreaterThanOrEqual(2 * interval);
      expect(Number.parseInt(service.stop_grace_period ?? '', 10)).toBeGreaterThan(DRAIN_DELAY_SECONDS + 2 * 25);
    }
  });
});

it('the operators’ table of roles names every role and no other', () => {
  const [, table = ''] = /\| role \|.*\n\|[-|]+\n((?:\|.*\n)+)/.exec(read('docs/operations.md')) ?? [];
  const documented = [...table.matchAll(/^\| `([\w-]+)` \|/gm)].map(([, name]) => name);
  expect(documented.sort()).toEqual(Object.keys(ROLES).sort());
});
