export {
  checkPassword,
  MAX_PASSWORD_LENGTH,
  MIN_PASSWORD_LENGTH,
  MIN_PASSWORD_LENGTH_WITH_SECOND_FACTOR,
} from './check-password';
export type { PasswordCheck, PasswordContext, PasswordPolicy, PasswordReason } from './check-password';
export { commonPasswordCount, isCommonPassword } from './common-passwords';
export { dummyVerify, hashPassword, needsRehash, prepareDummyVerify, verifyPassword } from './password-hash';
