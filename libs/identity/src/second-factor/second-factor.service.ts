import { Injectable } from '@nestjs/common';
import { type AccountActor, type Actor, Clock, DomainError, fieldError, invalid } from '@shuqiao/kernel';
import { Audit, DataCipher, Database } from '@shuqiao/platform';
import { CODE_WRONG, SECOND_FACTOR_EXISTS, SECOND_FACTOR_MISSING } from '../identity.errors';
import { newRecoveryCodes, recoveryCodeHash } from './recovery-codes';
import * as queries from './second-factor.queries';
import { enrolmentUri, newSecret, stepOf } from './totp';

export interface Enrolment {
  /** Base32, for typing in; shown once. */
  readonly secret: string;
  /** `otpauth://…`, for a QR code. */
  readonly uri: string;
}

interface FactorRow {
  readonly [column: string]: unknown;
  readonly secret: string;
  readonly confirmed_at: Date | null;
}

/** The second factor: a time-based code (RFC 6238) of an authenticator app, and ten recovery codes for when it is lost. */
@Injectable()
export class SecondFactor {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly audit: Audit,
    private readonly cipher: DataCipher,
  ) {}

  /** Begins, or begins anew, with a fresh secret; nothing is asked for at sign-in until it is confirmed. */
  async begin(actor: AccountActor): Promise<Enrolment> {
    const secret = newSecret();
    return this.database.transaction(actor, async () => {
      const values = [actor.accountId, this.cipher.encrypt(secret, purposeOf(actor)), this.clock.now()];
      const [begun] = await this.database.query(queries.BEGIN, values);
      if (!begun) throw new DomainError(SECOND_FACTOR_EXISTS);
      const [account] = await this.database.query<{ email: string }>(queries.EMAIL, [actor.accountId]);
      await this.record(actor, 'second_factor.begun');
      return { secret, uri: enrolmentUri(secret, account!.email) };
    });
  }

  /**
   * Confirms with a first code that the app has the secret. Returns the recovery codes, which are never shown again.
   * @throws DomainError SECOND_FACTOR_MISSING, SECOND_FACTOR_EXISTS, VALIDATION_FAILED at `/code`.
   */
  async confirm(actor: AccountActor, code: string): Promise<string[]> {
    return this.database.transaction(actor, async () => {
      const [factor] = await this.database.query<FactorRow>(queries.LOCK, [actor.accountId]);
      if (!factor) throw new DomainError(SECOND_FACTOR_MISSING);
      if (factor.confirmed_at) throw new DomainError(SECOND_FACTOR_EXISTS);
      const step = this.stepFor(actor, factor, code);
      if (step === null) throw invalid(fieldError('/code', CODE_WRONG));
      const codes = newRecoveryCodes();
      await this.database.query(queries.CONFIRM, [actor.accountId, this.clock.now(), step]);
      await this.database.query(queries.ADD_RECOVERY_CODES, [actor.accountId, codes.map(recoveryCodeHash)]);
      await this.record(actor, 'second_factor.confirmed');
      return codes;
    });
  }

  async isConfirmed(actor: AccountActor): Promise<boolean> {
    const [factor] = await this.database.queryOnce<FactorRow>(actor, queries.FIND, [actor.accountId]);
    return Boolean(factor?.confirmed_at);
  }

  /**
   * Whether a code of the app or a recovery code is right now. It is used up by that: the step is remembered, and of
   * two requests with the same code one is refused.
   */
  async accept(actor: AccountActor, code: string): Promise<boolean> {
    return this.database.transaction(actor, async () => {
      const [factor] = await this.database.query<FactorRow>(queries.FIND, [actor.accountId]);
      if (!factor?.confirmed_at) return false;
      const step = this.stepFor(actor, factor, code);
      if (step !== null) return (await this.database.query(queries.USE_STEP, [actor.accountId, step])).length > 0;
      const hash = recoveryCodeHash(code);
      if (!hash) return false;
      const [used] = await this.database.query(queries.USE_RECOVERY_CODE, [actor.accountId, hash, this.clock.now()]);
      if (used) await this.record(actor, 'second_factor.recovery_code_used');
      return used !== undefined;
    });
  }

  /** Removes the second factor of an account, the actor's own or, for staff, another's. */
  async remove(actor: Actor, accountId: string): Promise<void> {
    await this.database.transaction(actor, async () => {
      const [removed] = await this.database.query(queries.REMOVE, [accountId]);
      if (!removed) throw new DomainError(SECOND_FACTOR_MISSING);
      await this.audit.record(actor, { action: 'second_factor.removed', subjectType: 'account', subjectId: accountId });
    });
  }

  private stepFor(actor: AccountActor, factor: FactorRow, code: string): number | null {
    const secret = this.cipher.decrypt(factor.secret, purposeOf(actor));
    return stepOf(secret, code.replace(/\s/g, ''), Math.floor(this.clock.now().getTime() / 1000));
  }

  private record(actor: AccountActor, action: string): Promise<void> {
    return this.audit.record(actor, { action, subjectType: 'account', subjectId: actor.accountId });
  }
}

function purposeOf({ accountId }: AccountActor): string {
  return `second-factor:${accountId}`;
}
