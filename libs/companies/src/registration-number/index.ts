export { REGISTRATION_SCHEMES, validateRegistrationNumber } from './registration-number';
export type {
  RegistrationNumberReason,
  RegistrationNumberResult,
  RegistrationScheme,
  RegistrationSchemeInfo,
  SchemeText,
} from './types';
