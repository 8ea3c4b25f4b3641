import { type DynamicModule, Global, Module, type Provider } from '@nestjs/common';
import { APP_GUARD, DiscoveryModule } from '@nestjs/core';
import { JwtModule } from '@nestjs/jwt';
import { PassportModule } from '@nestjs/passport';
import { CONFIG, type Config } from '@shuqiao/platform';
import { ACCESS_TOKENS, type Audience, strategyName } from './access/access-token';
import { AccessGuard } from './access/access.guard';
import { SessionActors } from './access/session-actors';
import { TokenStrategy } from './access/token.strategy';
import { Accounts } from './accounts/accounts.service';
import { Passwords } from './accounts/passwords.service';
import { PersonalData } from './accounts/personal-data.service';
import { IdentityHousekeeping } from './housekeeping.service';
import { AccountLinks } from './links/account-links';
import { AccountTokens } from './links/account-tokens';
import { LinkedMembers } from './links/linked-members';
import { IdentityMails } from './links/mail-facts';
import { Invitations } from './members/invitations.service';
import { Members } from './members/members.service';
import { SecondFactorActs } from './second-factor/second-factor-acts.service';
import { SecondFactor } from './second-factor/second-factor.service';
import { Guesses } from './sessions/guesses';
import { PasswordStrategy } from './sessions/password.strategy';
import { RefreshTransport } from './sessions/refresh-transport';
import { Sessions } from './sessions/sessions.service';
import { SignIn } from './sessions/sign-in.service';
import { Staff } from './staff/staff.service';

/** What every program may use; it needs no audience. */
const EVERYWHERE = [
  AccountLinks,
  AccountTokens,
  Guesses,
  Accounts,
  Members,
  Invitations,
  SecondFactor,
  Staff,
  IdentityMails,
  LinkedMembers,
  IdentityHousekeeping,
];
const SIGNING_IN = [SessionActors, Sessions, SignIn, RefreshTransport, Passwords, PersonalData, SecondFactorActs];

@Global()
@Module({})
export class IdentityModule {
  /** For an HTTP program: tokens for its audience, and the guard before every route. */
  static forAudience(audience: Audience): DynamicModule {
    const settings: Provider = {
      provide: ACCESS_TOKENS,
      inject: [CONFIG],
      useFactory: (config: Config) => ({ secret: config.TOKEN_SECRET, audience }),
    };
    return {
      module: IdentityModule,
      imports: [
        PassportModule.register({ defaultStrategy: strategyName(audience) }),
        JwtModule.register({}),
        DiscoveryModule,
      ],
      providers: [
        settings,
        ...EVERYWHERE,
        ...SIGNING_IN,
        TokenStrategy,
        PasswordStrategy,
        { provide: APP_GUARD, useClass: AccessGuard },
      ],
      exports: [ACCESS_TOKENS, JwtModule, ...EVERYWHERE, ...SIGNING_IN],
    };
  }

  /** For the worker and for commands: no HTTP, nobody signs in. */
  static forWorker(): DynamicModule {
    return { module: IdentityModule, providers: EVERYWHERE, exports: EVERYWHERE };
  }
}
