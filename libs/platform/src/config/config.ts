import { bool, cleanEnv, EnvMissingError, makeExactValidator, makeValidator, port, str, url } from 'envalid';

/** The environment is not as the programs need it; the message names every fault. */
export class ConfigurationError extends Error {}

const LOG_LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'silent'] as const;

/** The level given, if it is one; for those who log before the configuration is read. */
export const logLevelOr = (fallback: (typeof LOG_LEVELS)[number], given?: string): string =>
  LOG_LEVELS.find((level) => level === given) ?? fallback;

const secret = makeValidator((value: string) => {
  if (value.length < 32) throw new Error('must have at least 32 characters');
  return value;
});

const byteKey = makeValidator((value: string) => {
  if (Buffer.from(value, 'base64').length !== 32) throw new Error('must be 32 bytes in base64');
  return value;
});

const byteKeys = makeValidator((value: string) => {
  const keys = value.split(',').filter(Boolean);
  if (keys.some((key) => Buffer.from(key, 'base64').length !== 32))
    throw new Error('must be keys of 32 bytes in base64, separated by commas');
  return keys.join();
});

/** A whole number within bounds, so that no slip of the hand turns off what the number limits. */
const whole = (least: number, most: number) =>
  makeExactValidator<number>((value: string | number) => {
    const number = Number(value);
    if (String(value).trim() === '' || !Number.isInteger(number) || number < least || number > most)
      throw new Error(`must be a whole number from ${least} to ${most}`);
    return number;
  });

/** Where something is served over HTTP; what a key or a query would tell belongs into variables of their own. */
const serviceUrl = makeValidator((value: string) => {
  if (!value) return value;
  const parsed = URL.canParse(value) ? new URL(value) : null;
  if (!parsed || !/^https?:$/.test(parsed.protocol)) throw new Error('must begin with http:// or https://');
  if (parsed.username || parsed.password || parsed.search || parsed.hash)
    throw new Error('must have no password, query or fragment in it');
  return value.replace(/\/+$/, '');
});

/** Every variable the programs read, with its meaning: `docs/operations.md` is checked against this table. */
export const VARIABLES = {
  PORT: port({ default: 3000, desc: 'Port of the HTTP server.' }),
  HOST: str({
    default: '',
    desc: 'Address the HTTP server listens on; empty for 127.0.0.1 in demonstration mode, 0.0.0.0 otherwise.',
  }),
  DATABASE_URL: str({ desc: 'PostgreSQL >= 15, the login of the programs; in production it owns no table.' }),
  MIGRATION_DATABASE_URL: str({
    default: '',
    desc: 'The login that owns the tables, used by migrations only; DATABASE_URL when empty.',
  }),
  DATABASE_POOL_SIZE: whole(1, 500)({ default: 10, desc: 'Connections for transactions, per program.' }),
  DATABASE_READ_CONNECTIONS: whole(
    1,
    50,
  )({ default: 3, desc: 'Shared pipelined connections for hot reads, per program.' }),
  PUBLIC_URL: url({ default: 'http://localhost:3000', desc: 'The address people use; links in mails begin with it.' }),
  TOKEN_SECRET: secret({ desc: 'Signs access tokens, file links and check-in codes; at least 32 characters.' }),
  DATA_KEY: byteKey({ desc: 'Encrypts second-factor secrets at rest; 32 bytes in base64.' }),
  DATA_KEYS_RETIRED: byteKeys({
    default: '',
    desc: 'Earlier values of DATA_KEY, separated by commas: they decrypt, they no longer encrypt.',
  }),
  DEMONSTRATION: bool({
    default: false,
    desc: 'Demonstration mode: sample data, a local mailbox page, staff without second factor.',
  }),
  TRUST_PROXY: whole(0, 10)({ default: 0, desc: 'Number of proxies in front whose X-Forwarded-For is believed.' }),
  REQUESTS_PER_MINUTE: whole(
    0,
    10_000_000,
  )({
    default: 6000,
    desc: 'Requests per minute that each program takes from one client network; 0 for any number.',
  }),
  UPLOADS_PER_HOUR: whole(
    0,
    1_000_000,
  )({ default: 300, desc: 'Files that one account may upload in an hour; 0 for any number.' }),
  FILE_STORE: str({ choices: ['folder', 's3'], default: 'folder', desc: 'Where uploaded files are kept.' }),
  DATA_DIR: str({ default: '.data', desc: 'Folder for the embedded database and for files.' }),
  S3_ENDPOINT: str({ default: '', desc: 'Address of an S3-compatible store; empty for AWS.' }),
  S3_REGION: str({ default: 'us-east-1', desc: 'Region of the S3 store.' }),
  S3_BUCKET: str({ default: '', desc: 'Bucket for uploaded files.' }),
  S3_ACCESS_KEY_ID: str({ default: '', desc: 'Access key of the S3 store.' }),
  S3_SECRET_ACCESS_KEY: str({ default: '', desc: 'Secret key of the S3 store.' }),
  SMTP_URL: str({
    default: '',
    desc: 'Mail server, e.g. smtps://user:password@host; needed outside demonstration mode.',
  }),
  MAIL_FROM: str({ default: 'Shuqiao <no-reply@localhost>', desc: 'Sender of all mails.' }),
  LOG_LEVEL: str({
    choices: LOG_LEVELS,
    default: 'info',
    desc: 'Least severe log level.',
  }),
  METRICS_TOKEN: str({
    default: '',
    desc: 'Bearer token that opens /metrics; empty closes it outside demonstration mode.',
  }),
  EOI_OPEN_LIMIT: whole(
    1,
    10_000,
  )({
    default: 10,
    desc: 'Expressions of interest awaiting an answer that one company may have at once.',
  }),
  EOI_ANSWER_DAYS: whole(
    1,
    365,
  )({ default: 21, desc: 'Days after which an unanswered expression of interest lapses.' }),
  DRAIN_DELAY_SECONDS: whole(
    0,
    600,
  )({
    default: 0,
    desc: 'Seconds a program goes on serving after it was told to end, so that the proxy sees that it is not ready.',
  }),
  SAT_SOLVER: str({
    default: '',
    desc: 'Program that proves schedules of meetings, e.g. /usr/bin/cadical; empty for cadical where PATH leads to it, none for the built-in one.',
  }),
  WORKER_CONCURRENCY: whole(1, 100)({ default: 4, desc: 'Jobs that one worker runs at once.' }),
  EMBEDDING_URL: serviceUrl({
    default: '',
    desc: 'OpenAI-compatible endpoint that judges the meaning of texts, e.g. http://ollama:11434/v1; empty for none.',
  }),
  EMBEDDING_MODEL: str({ default: '', desc: 'Name of the model there; another name makes all vectors anew.' }),
  EMBEDDING_KEY: str({ default: '', desc: 'Secret key of the endpoint; the worker alone needs it.' }),
  EMBEDDING_DIMENSIONS: whole(
    0,
    8192,
  )({ default: 0, desc: 'Length of the vectors to ask for, where the model has several; 0 for its own.' }),
  EMBEDDING_TIMEOUT_MS: whole(
    100,
    300_000,
  )({ default: 30_000, desc: 'Milliseconds that the endpoint may take for an answer.' }),
};

export type Config = Readonly<ReturnType<typeof readConfig>>;

/**
 * Reads and checks the configuration, reporting every fault at once.
 * @throws ConfigurationError that names each missing or malformed variable.
 */
export function readConfig(environment: Record<string, string | undefined>) {
  const config = cleanEnv(environment, VARIABLES, {
    reporter: ({ errors }) => {
      const faults = [...Object.entries(errors).map(describeFault), ...contradictions(environment)];
      if (faults.length) throw new ConfigurationError(`The configuration is not valid:\n${faults.join('\n')}`);
    },
  });
  // The passwords of the demonstration are published: unless somebody says so, no other machine reaches it.
  return { ...config, HOST: config.HOST || (config.DEMONSTRATION ? '127.0.0.1' : '0.0.0.0') };
}

function describeFault([name, error]: [string, Error | undefined]): string {
  if (error instanceof EnvMissingError) return `  ${name} is not set: ${error.message}`;
  return `  ${name}: ${error?.message ?? 'invalid'}`;
}

/** What no variable shows by itself. It reads the raw environment, so that it is reported along with the rest. */
function contradictions(environment: Record<string, string | undefined>) {
  const { FILE_STORE, S3_BUCKET, DEMONSTRATION, SMTP_URL, EMBEDDING_URL, EMBEDDING_MODEL } = environment;
  const faults: string[] = [];
  if (FILE_STORE === 's3' && !S3_BUCKET) faults.push('  S3_BUCKET is needed when FILE_STORE is s3');
  const demonstration = ['true', 't', '1', 'yes', 'on'].includes(DEMONSTRATION ?? '');
  if (!demonstration && !SMTP_URL) faults.push('  SMTP_URL is needed outside demonstration mode');
  if (!EMBEDDING_URL !== !EMBEDDING_MODEL) faults.push('  EMBEDDING_URL and EMBEDDING_MODEL need each other');
  return faults;
}

/** Injection token of the checked configuration. */
export const CONFIG = Symbol('CONFIG');
