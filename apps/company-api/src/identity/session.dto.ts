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
} from '@shuqiao/platform';
import { type Transport, TRANSPORTS } from '@shuqiao/identity';
import { AccountDocument } from './account.dto';

export class SignInDto {
  @EmailField()
  email: string;

  @SecretField({ max: 1024 })
  password: string;

  @TextField({ max: 32, optional: true, description: 'Code of the second factor, or a recovery code.' })
  code?: string;

  @EnumField(TRANSPORTS, {
    optional: true,
    description: '`cookie` puts the refresh token into an HttpOnly cookie instead of the answer.',
  })
  transport?: Transport;
}

export class RefreshDto {
  @TextField({
    max: 100,
    optional: true,
    description: 'Left out when the cookie carries it; then `X-Shuqiao-Csrf: 1` is needed.',
  })
  refreshToken?: string;
}

export class TokensView {
  @TextField({ max: 2000 })
  accessToken: string;

  @IntegerField({ min: 1, max: 3600, description: 'Seconds.' })
  expiresIn: number;

  @TextField({ max: 100, optional: true, description: 'Good once. Not there when it is in the cookie.' })
  refreshToken?: string;
}

export class SignedInView extends TokensView {
  @ObjectField(() => AccountDocument)
  account: AccountDocument;
}

export class SessionDocument {
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

export class SessionList {
  @ObjectField(() => SessionDocument, { list: { max: 100 } })
  items: SessionDocument[];
}
