import { Inject, Injectable } from '@nestjs/common';
import { PassportStrategy } from '@nestjs/passport';
import { type Actor, type Language, type Membership, negotiateLanguage, type StaffRole } from '@shuqiao/kernel';
import { Database, type Statement } from '@shuqiao/platform';
import type { FastifyRequest } from 'fastify';
import passport from 'passport';
import { ExtractJwt, Strategy } from 'passport-jwt';
import { ACCESS_TOKENS, type AccessTokenClaims, type AccessTokenSettings, strategyName } from './access-token';

interface SessionRow {
  readonly language: Language;
  readonly staff_roles: StaffRole[];
  readonly memberships: Membership[];
}

/**
 * Turns an access token into the actor. The session is looked up at each request, so that a sign-out, a revoked role
 * or a left company takes effect at once and not when the token ends.
 */
@Injectable()
export class TokenStrategy extends PassportStrategy(Strategy, 'jwt') {
  constructor(
    private readonly database: Database,
    @Inject(ACCESS_TOKENS) private readonly settings: AccessTokenSettings,
  ) {
    super({
      jwtFromRequest: ExtractJwt.fromAuthHeaderAsBearerToken(),
      secretOrKey: settings.secret,
      algorithms: ['HS256'],
      audience: settings.audience,
      issuer: 'shuqiao',
      passReqToCallback: true,
    });
    passport.use(strategyName(settings.audience), this);
  }

  async validate(request: FastifyRequest, claims: AccessTokenClaims): Promise<Actor | false> {
    const [row] = await this.database.read<SessionRow & Record<string, unknown>>(ACTING, [
      claims.sid,
      this.settings.audience,
    ]);
    if (!row) return false;
    const staff = this.settings.audience === 'staff';
    if (staff && row.staff_roles.length === 0) return false;
    const accepted = request.headers['accept-language'];
    return {
      kind: staff ? 'staff' : 'account',
      accountId: claims.sub,
      memberships: staff ? [] : row.memberships,
      staffRoles: staff ? row.staff_roles : [],
      language: accepted ? negotiateLanguage(accepted) : row.language,
      requestId: request.id,
    };
  }
}

// The function may see memberships before an actor is known to row-level security; it belongs to the tables' owner.
const ACTING: Statement = {
  name: 'identity.acting',
  text: 'SELECT language, staff_roles, memberships FROM session_actor($1, $2)',
};
