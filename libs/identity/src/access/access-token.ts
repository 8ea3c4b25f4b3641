import type { JwtService } from '@nestjs/jwt';

/** Who an access token is for: the API of the firms or that of the secretariat. Neither takes the other's. */
export type Audience = 'company' | 'staff';

export interface AccessTokenSettings {
  readonly secret: string;
  readonly audience: Audience;
}

export interface AccessTokenClaims {
  /** The account. */
  readonly sub: string;
  /** The session, which can be revoked. */
  readonly sid: string;
}

/** Passport knows strategies by name and for the whole process, in which both APIs may run: each has a name of its own. */
export function strategyName(audience: Audience): string {
  return `jwt-${audience}`;
}

/** The same for the strategy that signs in by password. */
export function passwordStrategyName(audience: Audience): string {
  return `password-${audience}`;
}

export const ACCESS_TOKENS = Symbol('ACCESS_TOKENS');
export const ACCESS_TOKEN_SECONDS = 600;

export function signAccessToken(jwt: JwtService, settings: AccessTokenSettings, claims: AccessTokenClaims): string {
  return jwt.sign(
    { sid: claims.sid },
    {
      subject: claims.sub,
      secret: settings.secret,
      audience: settings.audience,
      issuer: 'shuqiao',
      algorithm: 'HS256',
      expiresIn: ACCESS_TOKEN_SECONDS,
    },
  );
}
