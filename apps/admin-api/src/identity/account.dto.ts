import { type Language, LANGUAGES } from '@shuqiao/kernel';
import { EmailField, EnumField, PatternField, SecretField, TextField, TimeZoneField } from '@shuqiao/platform';

const TOKEN = { pattern: /^[A-Za-z0-9_-]{64}$/, max: 64, expected: '64 × base64url' } as const;

export class StaffEmailDto {
  @EmailField()
  email: string;
}

export class StaffPasswordResetDto {
  @PatternField(TOKEN)
  token: string;

  @SecretField({ max: 1024 })
  password: string;
}

export class StaffPasswordChangeDto {
  @SecretField({ max: 1024 })
  currentPassword: string;

  @SecretField({ max: 1024 })
  newPassword: string;
}

export class StaffAccountChangesDto {
  @TextField({ max: 200, optional: true })
  displayName?: string;

  @EnumField(LANGUAGES, { optional: true })
  language?: Language;

  @TimeZoneField({ optional: true })
  timeZone?: string;
}

export class EnrolmentDto {
  @PatternField({ ...TOKEN, description: '`enrolmentToken` of the refused sign-in.' })
  enrolmentToken: string;
}

export class EnrolmentConfirmationDto extends EnrolmentDto {
  @TextField({ max: 32, description: 'Six digits of the app.' })
  code: string;
}

export class StaffCodeDto {
  @TextField({ max: 32, description: 'Six digits of the app.' })
  code: string;
}

export class StaffSecondFactorEnrolmentDto {
  @SecretField({ max: 1024, description: 'The password again: an open session alone binds no telephone.' })
  password: string;
}

export class StaffSecondFactorRemovalDto extends StaffCodeDto {
  @SecretField({ max: 1024 })
  password: string;
}

/** The same whether or not the address has an account. */
export class StaffAcceptedView {
  @EnumField(['accepted'])
  status: 'accepted';
}

export class StaffEnrolmentView {
  @TextField({ max: 64, description: 'Base32; shown once.' })
  secret: string;

  @TextField({ max: 500, description: '`otpauth://…`, for a QR code.' })
  uri: string;
}

export class StaffRecoveryCodesView {
  @TextField({ max: 19, list: { max: 10 }, description: 'Shown once; each is good once.' })
  recoveryCodes: string[];
}
