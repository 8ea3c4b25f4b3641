import { Inject, Injectable } from '@nestjs/common';
import { type AccountActor, type Actor, DomainError, fieldError, invalid } from '@shuqiao/kernel';
import { CONFIG, type Config, Database, RateLimiter } from '@shuqiao/platform';
import { ACCESS_TOKENS, type AccessTokenSettings } from '../access/access-token';
import { Passwords } from '../accounts/passwords.service';
import { CODE_WRONG, SECOND_FACTOR_OBLIGATORY } from '../identity.errors';
import { AccountTokens } from '../links/account-tokens';
import { actingFor } from '../sessions/acting-for';
import { SECOND_FACTOR_BY_ACCOUNT } from '../sessions/limits';
import { type Enrolment, SecondFactor } from './second-factor.service';

/** What people do with their second factor beyond showing it. */
@Injectable()
export class SecondFactorActs {
  constructor(
    private readonly database: Database,
    private readonly secondFactor: SecondFactor,
    private readonly passwords: Passwords,
    private readonly tokens: AccountTokens,
    private readonly limiter: RateLimiter,
    @Inject(ACCESS_TOKENS) private readonly settings: AccessTokenSettings,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /**
   * Begins for the acting account, which takes its password: else whoever finds an open session could bind the account to
   * a telephone of his own. @throws DomainError VALIDATION_FAILED at `/password`, SECOND_FACTOR_EXISTS.
   */
  async beginOwn(actor: AccountActor, password: string): Promise<Enrolment> {
    await this.passwords.confirm(actor, password, '/password');
    return this.secondFactor.begin(actor);
  }

  /** Begins for the holder of an enrolment token, who has no session yet. @throws DomainError INVALID_LINK */
  async beginByToken(actor: Actor, token: string): Promise<Enrolment> {
    return this.secondFactor.begin(await this.holderOf(actor, token));
  }

  /** Confirms by enrolment token and uses it up; then signing in with a code works. */
  async confirmByToken(actor: Actor, token: string, code: string): Promise<string[]> {
    const account = await this.holderOf(actor, token);
    return this.database.transaction(account, async () => {
      await this.tokens.consume(['second_factor_enrolment'], token);
      return this.secondFactor.confirm(account, code);
    });
  }

  /**
   * Removes the acting account's second factor, which takes its password and a code.
   * @throws DomainError SECOND_FACTOR_OBLIGATORY for staff, VALIDATION_FAILED at `/password` or `/code`.
   */
  async removeOwn(actor: AccountActor, password: string, code: string): Promise<void> {
    if (this.settings.audience === 'staff' && !this.config.DEMONSTRATION)
      throw new DomainError(SECOND_FACTOR_OBLIGATORY);
    await this.passwords.confirm(actor, password, '/password');
    await this.limiter.hit(SECOND_FACTOR_BY_ACCOUNT, actor.accountId);
    await this.database.transaction(actor, async () => {
      if (!(await this.secondFactor.accept(actor, code))) throw invalid(fieldError('/code', CODE_WRONG));
      await this.secondFactor.remove(actor, actor.accountId);
    });
    await this.limiter.reset(SECOND_FACTOR_BY_ACCOUNT, actor.accountId);
  }

  private async holderOf(actor: Actor, token: string): Promise<AccountActor> {
    return actingFor(actor, await this.tokens.peek(actor, 'second_factor_enrolment', token), this.settings.audience);
  }
}
