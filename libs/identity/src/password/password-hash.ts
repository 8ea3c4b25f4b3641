import { hash, verify, type Options } from '@node-rs/argon2';
import { normalisePassword } from './fold';

// Argon2id is 2 in the library's const enum, which code compiled file by file cannot read.
const ARGON2ID = 2;
/** OWASP Password Storage Cheat Sheet: Argon2id with 19 MiB, two passes, one lane. */
const PARAMETERS = { memoryCost: 19_456, timeCost: 2, parallelism: 1, outputLen: 32 } as const;
const OPTIONS: Options = { ...PARAMETERS, algorithm: ARGON2ID };
const PHC =
  /^\$argon2id\$v=19\$m=([0-9]{1,10}),t=([0-9]{1,10}),p=([0-9]{1,10})\$[A-Za-z0-9+/]{16,128}\$[A-Za-z0-9+/]{43,128}$/;

/** An argon2id PHC string with a random salt, of the whole NFKC-normalised password. */
export function hashPassword(password: string): Promise<string> {
  return hash(normalisePassword(password), OPTIONS);
}

/** Whether the password belongs to the PHC string, by that string's own parameters; false for a malformed string. */
export async function verifyPassword(phc: string, password: string): Promise<boolean> {
  try {
    return await verify(phc, normalisePassword(password));
  } catch {
    return false;
  }
}

/** Whether a stored hash is another algorithm or weaker than today's parameters, to be renewed at the next sign-in. */
export function needsRehash(phc: string): boolean {
  const found = PHC.exec(phc);
  if (!found) return true;
  const [memory, time, lanes] = found.slice(1).map(Number);
  return memory! < PARAMETERS.memoryCost || time! < PARAMETERS.timeCost || lanes! !== PARAMETERS.parallelism;
}

let decoy: Promise<string> | undefined;

/**
 * Costs what a failed `verifyPassword` costs and answers false: called when no account has the address, so that the
 * time of the answer does not tell. The decoy is made once per process; call `prepareDummyVerify` at the start, or the
 * first call costs twice.
 */
export async function dummyVerify(password: string): Promise<false> {
  await verifyPassword(await prepareDummyVerify(), password);
  return false;
}

/** Makes the decoy hash of `dummyVerify`. */
export function prepareDummyVerify(): Promise<string> {
  decoy ??= hashPassword(crypto.randomUUID());
  return decoy;
}
