import { type DynamicModule, Global, Module } from '@nestjs/common';
import { APP_GUARD, DiscoveryModule } from '@nestjs/core';
import { JwtModule } from '@nestjs/jwt';
import { PassportModule } from '@nestjs/passport';
import { CONFIG, type Config } from '@shuqiao/platform';
import { ACCESS_TOKENS, type Audience, strategyName } from './access/access-token';
import { AccessGuard } from './access/access.guard';
import { TokenStrategy } from './access/token.strategy';

@Global()
@Module({})
export class IdentityModule {
  /** For an HTTP program: tokens for its audience, and the guard before every route. */
  static forAudience(audience: Audience): DynamicModule {
    return {
      module: IdentityModule,
      imports: [
        PassportModule.register({ defaultStrategy: strategyName(audience) }),
        JwtModule.register({}),
        DiscoveryModule,
      ],
      providers: [
        {
          provide: ACCESS_TOKENS,
          inject: [CONFIG],
          useFactory: (config: Config) => ({ secret: config.TOKEN_SECRET, audience }),
        },
        TokenStrategy,
        { provide: APP_GUARD, useClass: AccessGuard },
      ],
      exports: [ACCESS_TOKENS, JwtModule],
    };
  }
}
