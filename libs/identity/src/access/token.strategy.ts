import { createSecretKey } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { PassportStrategy } from '@nestjs/passport';
import { type Actor, negotiateLanguage } from '@shuqiao/kernel';
import type { FastifyRequest } from 'fastify';
import passport from 'passport';
import { ExtractJwt, Strategy } from 'passport-jwt';
import { ACCESS_TOKENS, type AccessTokenClaims, type AccessTokenSettings, strategyName } from './access-token';
import { SessionActors } from './session-actors';

/**
 * Turns an access token into the actor. The session is looked up at each request, so that a sign-out, a revoked role
 * or a left company takes effect at once and not when the token ends.
 */
@Injectable()
export class TokenStrategy extends PassportStrategy(Strategy, 'jwt') {
  constructor(
    private readonly actors: SessionActors,
    @Inject(ACCESS_TOKENS) settings: AccessTokenSettings,
  ) {
    super({
      jwtFromRequest: ExtractJwt.fromAuthHeaderAsBearerToken(),
      // As a text it would be tried as a public key first, at each request.
      secretOrKey: createSecretKey(settings.secret, 'utf8') as unknown as Buffer,
      algorithms: ['HS256'],
      audience: settings.audience,
      issuer: 'shuqiao',
      passReqToCallback: true,
    });
    passport.use(strategyName(settings.audience), this);
  }

  async validate(request: FastifyRequest, claims: AccessTokenClaims): Promise<Actor | false> {
    const accepted = request.headers['accept-language'];
    return (await this.actors.load(claims, request.id, accepted ? negotiateLanguage(accepted) : null)) ?? false;
  }
}
