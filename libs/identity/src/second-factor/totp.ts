import { generateSecret, generateURI, verifySync } from 'otplib';

const CODE = /^\d{6}$/;
const STEP_SECONDS = 30;

/** A new secret of 160 bits in base32, as RFC 4226 recommends. */
export function newSecret(): string {
  return generateSecret({ length: 20 });
}

/** What an authenticator app reads from a QR code. The issuer stands in it twice, as apps expect. */
export function enrolmentUri(secret: string, email: string): string {
  return generateURI({ issuer: 'Shuqiao', label: email, secret });
}

/**
 * The time step (RFC 6238) for which the code is right, one step early or late allowed, or null. `seconds` is the Unix
 * time.
 */
export function stepOf(secret: string, code: string, seconds: number): number | null {
  if (!CODE.test(code)) return null;
  const result = verifySync({ secret, token: code, epoch: seconds, epochTolerance: STEP_SECONDS });
  return result.valid && 'timeStep' in result ? result.timeStep : null;
}
