import { ConfigurationError, DataFolderInUseError, EX_CONFIG, type FailedStart } from '@shuqiao/platform';

interface Fault {
  readonly code?: string;
  readonly syscall?: string;
  readonly message: string;
}

const WRITABLE = 'Choose a folder that may be written with DATA_DIR.';
const ADDRESS = 'Check DATABASE_URL, and that the server runs.';

/** What to do about each of PostgreSQL's and the system's codes that a start may meet. */
const ADVICE: Readonly<Record<string, (fault: Fault) => string>> = {
  '28000': () => 'Check DATABASE_URL, and what pg_hba.conf of the server allows.',
  '28P01': () => 'Check user and password in DATABASE_URL.',
  '3D000': () => 'Create the database, or name another in DATABASE_URL.',
  '42501': () =>
    'The login has to own its database and to be able to make the roles shuqiao_company, shuqiao_staff and ' +
    'shuqiao_worker: give it CREATEROLE, or have an administrator make the three and grant them to it ' +
    '(docker/postgres/10-roles.sql shows how).',
  '53300': () => 'End other programs of this server, or raise its max_connections.',
  ECONNREFUSED: () => ADDRESS,
  ENOTFOUND: () => ADDRESS,
  ETIMEDOUT: () => ADDRESS,
  EADDRINUSE: () => 'End the program that listens there, or choose another port with PORT.',
  EADDRNOTAVAIL: () => 'This machine has no such address: check HOST.',
  EACCES: ({ syscall }) => (syscall === 'listen' ? 'Choose a PORT above 1023.' : WRITABLE),
  EROFS: () => WRITABLE,
  ENOSPC: () => 'Free some space, or choose a folder on another disk with DATA_DIR.',
};

/** A connection tried over IPv4 and IPv6 fails with one error that only gathers the two. */
function faultOf(error: unknown): Fault {
  const fault = error instanceof AggregateError ? ((error.errors[0] ?? error) as unknown) : error;
  return fault instanceof Error ? fault : { message: String(fault) };
}

/**
 * What a person at a terminal needs to read when the portal did not start: the cause in the system's own words and
 * what to do about it. Undefined for a fault of the program itself, whose stack belongs into the log.
 */
export function explainFailedStart(error: unknown): FailedStart | undefined {
  if (error instanceof ConfigurationError) return { message: error.message, exitCode: EX_CONFIG };
  if (error instanceof DataFolderInUseError)
    return {
      message: `${error.message} End that portal first, or choose another folder with DATA_DIR.`,
      exitCode: 1,
    };
  const fault = faultOf(error);
  const advice = ADVICE[fault.code ?? '']?.(fault);
  return advice === undefined
    ? undefined
    : { message: `The portal did not start: ${fault.message}.\n${advice}`, exitCode: 1 };
}
