export { isRegistrationScheme, REGISTRATION_SCHEMES, validateRegistrationNumber } from './registration-number';
export { SCHEME_CODES } from './types';
export type {
  RegistrationNumberReason,
  RegistrationNumberResult,
  RegistrationScheme,
  RegistrationSchemeInfo,
  SchemeText,
} from './types';
