import { Inject, Injectable } from '@nestjs/common';
import { PassportStrategy } from '@nestjs/passport';
import type { Actor } from '@shuqiao/kernel';
import { clientNeighbourhood, clientNetwork } from '@shuqiao/platform';
import type { FastifyRequest } from 'fastify';
import passport from 'passport';
import { Strategy } from 'passport-local';
import { ACCESS_TOKENS, type AccessTokenSettings, passwordStrategyName } from '../access/access-token';
import { type Proof, SignIn } from './sign-in.service';

type SignInRequest = FastifyRequest<{ Body: { code?: string } }> & { actor: Actor };

/** Passport's local strategy over {@link SignIn}. The guard in front has validated the body. */
@Injectable()
export class PasswordStrategy extends PassportStrategy(Strategy, 'local') {
  constructor(
    private readonly signIn: SignIn,
    @Inject(ACCESS_TOKENS) settings: AccessTokenSettings,
  ) {
    super({ usernameField: 'email', passwordField: 'password', session: false, passReqToCallback: true });
    passport.use(passwordStrategyName(settings.audience), this);
  }

  validate(request: SignInRequest, email: string, password: string): Promise<Proof> {
    return this.signIn.authenticate(request.actor, {
      email,
      password,
      code: request.body.code,
      network: clientNetwork(request.ip),
      place: clientNeighbourhood(request.ip),
    });
  }
}
