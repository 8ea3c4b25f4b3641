import { COMPANY_ROLES, type CompanyRole, type Language, LANGUAGES } from '@shuqiao/kernel';
import {
  BooleanField,
  EmailField,
  EnumField,
  IdField,
  IntegerField,
  ObjectField,
  PatternField,
  SecretField,
  TextField,
  TimeField,
  TimeZoneField,
} from '@shuqiao/platform';

const TOKEN = { pattern: /^[A-Za-z0-9_-]{64}$/, max: 64, expected: '64 × base64url' } as const;

export class SignUpDto {
  @EmailField()
  email: string;

  @TextField({ max: 200 })
  displayName: string;

  @EnumField(LANGUAGES)
  language: Language;

  @TimeZoneField({ optional: true })
  timeZone?: string;
}

export class EmailDto {
  @EmailField()
  email: string;
}

export class LinkTokenDto {
  @PatternField(TOKEN)
  token: string;
}

const NEW_PASSWORD = '15 to 128 characters; no rules of composition, but no common password.';

export class EmailVerificationDto extends LinkTokenDto {
  @SecretField({ max: 1024, description: NEW_PASSWORD })
  password: string;
}

export class PasswordResetDto extends LinkTokenDto {
  @SecretField({ max: 1024, description: NEW_PASSWORD })
  password: string;
}

export class PasswordChangeDto {
  @SecretField({ max: 1024 })
  currentPassword: string;

  @SecretField({ max: 1024 })
  newPassword: string;
}

export class ErasureDto {
  @SecretField({ max: 1024, description: 'The password, since nothing brings the account back.' })
  password: string;
}

export class AccountChangesDto {
  @TextField({ max: 200, optional: true })
  displayName?: string;

  @EnumField(LANGUAGES, { optional: true })
  language?: Language;

  @TimeZoneField({ optional: true })
  timeZone?: string;
}

export class CodeDto {
  @TextField({ max: 32, description: 'Six digits of the app.' })
  code: string;
}

export class SecondFactorEnrolmentDto {
  @SecretField({ max: 1024, description: 'The password again: an open session alone binds no telephone.' })
  password: string;
}

export class SecondFactorRemovalDto extends CodeDto {
  @SecretField({ max: 1024 })
  password: string;
}

/** The same whether or not the address has an account. */
export class AcceptedView {
  @EnumField(['accepted'])
  status: 'accepted';
}

export class AccountMembershipView {
  @IdField()
  companyId: string;

  @EnumField(COMPANY_ROLES)
  role: CompanyRole;

  @TextField({ max: 300 })
  legalName: string;

  @TextField({ max: 20 })
  status: string;
}

export class AccountDocument {
  @IdField()
  id: string;

  @EmailField()
  email: string;

  @TextField({ max: 200 })
  displayName: string;

  @EnumField(LANGUAGES)
  language: Language;

  @TimeZoneField()
  timeZone: string;

  @BooleanField()
  secondFactor: boolean;

  @ObjectField(() => AccountMembershipView, { list: { max: 1000 } })
  memberships: AccountMembershipView[];

  @TimeField()
  createdAt: string;

  @IntegerField({ min: 1, max: 2147483647 })
  version: number;
}

export class EnrolmentView {
  @TextField({ max: 64, description: 'Base32; shown once.' })
  secret: string;

  @TextField({ max: 500, description: '`otpauth://…`, for a QR code.' })
  uri: string;
}

export class RecoveryCodesView {
  @TextField({ max: 19, list: { max: 10 }, description: 'Shown once; each is good once.' })
  recoveryCodes: string[];
}
