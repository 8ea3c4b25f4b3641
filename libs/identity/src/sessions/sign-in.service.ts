import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { type Actor, DomainError, type ProblemKind } from '@shuqiao/kernel';
import { CONFIG, type Config, Database, RateLimiter } from '@shuqiao/platform';
import { ACCESS_TOKENS, type AccessTokenSettings } from '../access/access-token';
import { CREDENTIALS_BY_EMAIL, type CredentialsRow } from '../accounts/account.queries';
import {
  ACCOUNT_DISABLED,
  INVALID_CREDENTIALS,
  SECOND_FACTOR_ENROLMENT_REQUIRED,
  SECOND_FACTOR_INVALID,
  SECOND_FACTOR_REQUIRED,
} from '../identity.errors';
import { AccountLinks } from '../links/account-links';
import { AccountTokens } from '../links/account-tokens';
import { dummyVerify, prepareDummyVerify, verifyPassword } from '../password';
import { SecondFactor } from '../second-factor/second-factor.service';
import { actingFor } from './acting-for';
import { type CountedTry, Guesses } from './guesses';
import { SECOND_FACTOR_BY_ACCOUNT, SIGN_IN_BY_NETWORK } from './limits';

export interface Credentials {
  readonly email: string;
  readonly password: string;
  /** A code of the authenticator app, or a recovery code. */
  readonly code?: string | undefined;
  /** Where the request comes from, narrowly and widely; see `clientNetwork`, `clientNeighbourhood`. */
  readonly network: string;
  readonly place: string;
}

/** The proof that somebody knows an account's password (and has its second factor): what a session is opened with. */
export interface Proof {
  readonly accountId: string;
  readonly passwordHash: string;
  readonly password: string;
  /** Wrong guesses since the last success. */
  readonly failuresBefore: number;
}

/**
 * Checks credentials. Until the password is right, nothing in the answer, its time or the counting depends on whether
 * the address has an account; once it is right, the answer says what is missing.
 */
@Injectable()
export class SignIn implements OnModuleInit {
  constructor(
    private readonly database: Database,
    private readonly limiter: RateLimiter,
    private readonly guesses: Guesses,
    private readonly secondFactor: SecondFactor,
    private readonly tokens: AccountTokens,
    private readonly links: AccountLinks,
    @Inject(ACCESS_TOKENS) private readonly settings: AccessTokenSettings,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  async onModuleInit(): Promise<void> {
    await prepareDummyVerify();
  }

  /** @throws DomainError as in identity.errors.ts; TOO_MANY_REQUESTS and SIGN_IN_LOCKED for unknown addresses too. */
  async authenticate(actor: Actor, credentials: Credentials): Promise<Proof> {
    const { email, password, network, place } = credentials;
    // Counted before the check and taken back afterwards: parallel guesses cannot slip through together.
    const inNetwork = await this.limiter.hit(SIGN_IN_BY_NETWORK, network);
    const counted = await this.guesses.count(actor, { email, place });
    const [known] = await this.database.read<CredentialsRow>(CREDENTIALS_BY_EMAIL, [email]);
    try {
      const account = await this.checkPassword(known, password);
      await this.limiter.release(SIGN_IN_BY_NETWORK, network);
      if (account.disabled_at) throw new DomainError(ACCOUNT_DISABLED);
      await this.checkSecondFactor(actor, account.id, credentials.code);
      const failuresBefore = (await this.guesses.forget(actor, counted)) - 1;
      return { accountId: account.id, passwordHash: account.password_hash, password, failuresBefore };
    } catch (error) {
      const kind = error instanceof DomainError ? error.kind : null;
      if (kind === INVALID_CREDENTIALS && inNetwork === SIGN_IN_BY_NETWORK.limit)
        await this.guesses.failedInNetwork(actor, network, inNetwork);
      await this.settle(actor, counted, kind, known);
      throw error;
    }
  }

  /** Only a wrong password or code stays counted. */
  private settle(
    actor: Actor,
    counted: CountedTry,
    kind: ProblemKind | null,
    known: CredentialsRow | undefined,
  ): Promise<void> {
    const wrong = kind === INVALID_CREDENTIALS || kind === SECOND_FACTOR_INVALID;
    return wrong ? this.guesses.failed(actor, counted, known) : this.guesses.takeBack(actor, counted);
  }

  private async checkPassword(account: CredentialsRow | undefined, password: string): Promise<CredentialsRow> {
    const right = account?.password_hash.startsWith('$')
      ? await verifyPassword(account.password_hash, password)
      : await dummyVerify(password);
    const staff = this.settings.audience === 'staff';
    if (!account || !right || staff !== account.staff_roles.length > 0) throw new DomainError(INVALID_CREDENTIALS);
    return account;
  }

  private async checkSecondFactor(actor: Actor, accountId: string, code: string | undefined): Promise<void> {
    const account = actingFor(actor, accountId, this.settings.audience);
    if (!(await this.secondFactor.isConfirmed(account))) return this.requireEnrolment(account);
    if (code === undefined) throw new DomainError(SECOND_FACTOR_REQUIRED);
    await this.limiter.hit(SECOND_FACTOR_BY_ACCOUNT, accountId);
    if (!(await this.secondFactor.accept(account, code))) throw new DomainError(SECOND_FACTOR_INVALID);
    await this.limiter.reset(SECOND_FACTOR_BY_ACCOUNT, accountId);
  }

  // Outside demonstration mode staff without a second factor get no session, only a token that opens its enrolment.
  private async requireEnrolment(account: Actor & { accountId: string }): Promise<void> {
    if (this.settings.audience !== 'staff' || this.config.DEMONSTRATION) return;
    const id = await this.database.transaction(account, () =>
      this.tokens.issue('second_factor_enrolment', account.accountId),
    );
    throw new DomainError(SECOND_FACTOR_ENROLMENT_REQUIRED, {
      enrolmentToken: this.links.tokenFor('second_factor_enrolment', id),
    });
  }
}
