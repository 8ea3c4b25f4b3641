import { type Transport, TRANSPORTS } from '@shuqiao/identity';
import { type Language, LANGUAGES, STAFF_ROLES, type StaffRole } from '@shuqiao/kernel';
import {
  BooleanField,
  EmailField,
  EnumField,
  IdField,
  IntegerField,
  ObjectField,
  SecretField,
  TextField,
  TimeField,
  TimeZoneField,
} from '@shuqiao/platform';

export class StaffSignInDto {
  @EmailField()
  email: string;

  @SecretField({ max: 1024 })
  password: string;

  @TextField({ max: 32, optional: true, description: 'Code of the second factor, or a recovery code.' })
  code?: string;

  @EnumField(TRANSPORTS, { optional: true, description: '`cookie` puts the refresh token into an HttpOnly cookie.' })
  transport?: Transport;
}

export class StaffRefreshDto {
  @TextField({
    max: 100,
    optional: true,
    description: 'Left out when the cookie carries it; then `X-Shuqiao-Csrf: 1` is needed.',
  })
  refreshToken?: string;
}

export class StaffAccountDocument {
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

  @EnumField(STAFF_ROLES, { list: { max: STAFF_ROLES.length } })
  roles: StaffRole[];

  @BooleanField()
  secondFactor: boolean;

  @TimeField()
  createdAt: string;

  @IntegerField({ min: 1, max: 2147483647 })
  version: number;
}

export class StaffTokensView {
  @TextField({ max: 2000 })
  accessToken: string;

  @IntegerField({ min: 1, max: 3600, description: 'Seconds.' })
  expiresIn: number;

  @TextField({ max: 100, optional: true, description: 'Good once. Not there when it is in the cookie.' })
  refreshToken?: string;
}

export class StaffSignedInView extends StaffTokensView {
  @ObjectField(() => StaffAccountDocument)
  account: StaffAccountDocument;
}

export class StaffSessionDocument {
  @IdField()
  id: string;

  @TextField({ max: 300, nullable: true })
  userAgent: string | null;

  @TimeField()
  createdAt: string;

  @TimeField()
  lastUsedAt: string;

  @TimeField()
  expiresAt: string;

  @BooleanField()
  current: boolean;
}

export class StaffSessionList {
  @ObjectField(() => StaffSessionDocument, { list: { max: 100 } })
  items: StaffSessionDocument[];
}
