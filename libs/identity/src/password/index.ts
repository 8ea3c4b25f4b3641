export { checkPassword, MAX_PASSWORD_LENGTH, MIN_PASSWORD_LENGTH } from './check-password';
export type { PasswordCheck, PasswordContext, PasswordPolicy, PasswordReason } from './check-password';
export { dummyVerify, hashPassword, needsRehash, prepareDummyVerify, verifyPassword } from './password-hash';
