import { Injectable } from '@nestjs/common';
import {
  type AccountActor,
  type Actor,
  Clock,
  decodeCursor,
  DomainError,
  type FieldError,
  fieldError,
  invalid,
  newId,
  NOT_FOUND,
  type Page,
  pageOf,
  type PageRequest,
} from '@shuqiao/kernel';
import { COMPANY_NOT_VERIFIED } from '@shuqiao/companies';
import { companiesWith, requirePermission } from '@shuqiao/identity';
import { Audit, Database, Outbox, STALE_VERSION } from '@shuqiao/platform';
import { TaxonomyService } from '@shuqiao/taxonomy';
import { NOT_A_MEMBER } from '../roadshow.errors';
import { DAY_STATE, MORE_THAN_DELEGATES, NO_SUCH_SLOT, WISHES_CLOSED } from './matchmaking.errors';
import { participationChanged } from './matchmaking.events';
import type { Participation, ParticipationContent } from './matchmaking.types';
import {
  CHANGE,
  CLEAR_DELEGATES,
  DAY_TO_JOIN,
  FIND_OWN,
  JOIN,
  LEAVE,
  LIST_OWN,
  LIVE_OF_COMPANY,
  LOCK_COMPANY,
  LOCK_DAY_FOR_SHARE,
  LOCK_MEMBERS,
  SET_DELEGATES,
} from './participation.query';

interface View {
  readonly view: Participation;
}
interface DayToJoin {
  readonly open: boolean;
  readonly slots: number;
}
type Row<T> = T & Record<string, unknown>;

/** How companies take part in days of one-to-one meetings: who comes, when, with which languages. */
@Injectable()
export class Participations {
  constructor(
    private readonly database: Database,
    private readonly audit: Audit,
    private readonly outbox: Outbox,
    private readonly taxonomy: TaxonomyService,
    private readonly clock: Clock,
  ) {}

  /** @throws DomainError COMPANY_NOT_VERIFIED, WISHES_CLOSED, DAY_STATE when it takes part already, VALIDATION_FAILED. */
  join(actor: AccountActor, dayId: string, companyId: string, content: ParticipationContent): Promise<Participation> {
    if (!companiesWith(actor, 'booking.view').includes(companyId)) throw new DomainError(NOT_FOUND);
    requirePermission(actor, 'booking.delegate', companyId);
    return this.database.transaction(actor, async () => {
      const now = this.clock.now();
      await this.requireContent(dayId, companyId, content, now);
      const [joined] = await this.database.query<{ id: string }>(JOIN, [
        newId(),
        dayId,
        companyId,
        ...columns(content),
        actor.accountId,
        now,
      ]);
      if (!joined) throw new DomainError(DAY_STATE, { status: 'registered' });
      await this.setDelegates(joined.id, content);
      return this.told(actor, joined.id, companyId, 'registered');
    });
  }

  /** @throws DomainError STALE_VERSION, WISHES_CLOSED, VALIDATION_FAILED. */
  change(actor: Actor, id: string, version: number, content: ParticipationContent): Promise<Participation> {
    return this.database.transaction(actor, async () => {
      const { dayId, companyId } = await this.load(actor, id);
      requirePermission(actor, 'booking.delegate', companyId);
      const now = this.clock.now();
      await this.requireContent(dayId, companyId, content, now);
      const changed = await this.database.query(CHANGE, [id, version, ...columns(content), now]);
      if (!changed.length) throw new DomainError(STALE_VERSION);
      await this.setDelegates(id, content);
      return this.told(actor, id, companyId, 'changed');
    });
  }

  /** Leaves the day: what was agreed or asked for is cancelled in the same commit, meetings that have begun are not. */
  withdraw(actor: Actor, id: string): Promise<Participation> {
    return this.database.transaction(actor, async () => {
      const { companyId } = await this.load(actor, id);
      requirePermission(actor, 'booking.delegate', companyId);
      const left = await this.database.query(LEAVE, [
        id,
        this.clock.now(),
        actor.kind,
        actor.accountId,
        actor.requestId,
      ]);
      if (!left.length) throw new DomainError(DAY_STATE, { status: 'withdrawn' });
      return this.told(actor, id, companyId, 'withdrawn');
    });
  }

  /** Takes a company that may no longer appear out of every day to come, one per transaction. Safe to repeat. */
  async release(actor: Actor, companyId: string): Promise<void> {
    const live = await this.database.queryOnce<{ id: string }>(actor, LIVE_OF_COMPANY, [companyId, this.clock.now()]);
    for (const { id } of live) {
      await this.database.transaction(actor, async () => {
        const values = [id, this.clock.now(), actor.kind, actor.accountId, actor.requestId];
        const left = await this.database.query(LEAVE, values);
        if (left.length) await this.record(actor, id, companyId, 'withdrawn');
      });
    }
  }

  find(actor: Actor, id: string): Promise<Participation> {
    return this.database.transaction(actor, () => this.load(actor, id));
  }

  /** What a company takes part in, newest first. */
  list(actor: Actor, companyId: string, page: PageRequest): Promise<Page<Participation>> {
    if (!companiesWith(actor, 'booking.view').includes(companyId)) throw new DomainError(NOT_FOUND);
    const after = page.cursor ? decodeCursor(page.cursor, ['uuid'])[0] : null;
    return this.database.transaction(actor, async () => {
      const rows = await this.database.query<View>(LIST_OWN, [companyId, after, page.limit + 1]);
      return pageOf(
        rows.map((row) => row.view),
        page.limit,
        ({ id }) => [id],
      );
    });
  }

  private async requireContent(
    dayId: string,
    companyId: string,
    { delegates, parallel, unavailable, languages }: ParticipationContent,
    now: Date,
  ): Promise<void> {
    await this.database.query(LOCK_DAY_FOR_SHARE, [dayId]);
    const [day] = await this.database.query<Row<DayToJoin>>(DAY_TO_JOIN, [dayId, now]);
    if (!day) throw new DomainError(NOT_FOUND);
    const [company] = await this.database.query<{ status: string }>(LOCK_COMPANY, [companyId]);
    if (company?.status !== 'verified') throw new DomainError(COMPANY_NOT_VERIFIED, { status: company?.status ?? '' });
    if (!day.open) throw new DomainError(WISHES_CLOSED);
    await this.taxonomy.requireLanguages(languages, (index) => `/languages/${index}`);
    const members = await this.database.query<{ id: string }>(LOCK_MEMBERS, [companyId, delegates]);
    const errors: FieldError[] = delegates.flatMap((id, index) =>
      members.some((member) => member.id === id) ? [] : [fieldError(`/delegates/${index}`, NOT_A_MEMBER)],
    );
    if (parallel > delegates.length) errors.push(fieldError('/parallel', MORE_THAN_DELEGATES));
    unavailable.forEach((slot, index) => {
      if (slot > day.slots) errors.push(fieldError(`/unavailable/${index}`, NO_SUCH_SLOT));
    });
    if (errors.length) throw invalid(...errors);
  }

  private async setDelegates(id: string, { delegates }: ParticipationContent): Promise<void> {
    await this.database.query(CLEAR_DELEGATES, [id]);
    await this.database.query(SET_DELEGATES, [id, delegates]);
  }

  private async told(
    actor: Actor,
    id: string,
    companyId: string,
    past: 'registered' | 'changed' | 'withdrawn',
  ): Promise<Participation> {
    await this.record(actor, id, companyId, past);
    return this.load(actor, id);
  }

  private async record(
    actor: Actor,
    id: string,
    companyId: string,
    past: 'registered' | 'changed' | 'withdrawn',
  ): Promise<void> {
    await this.audit.record(actor, {
      action: `participation.${past}`,
      subjectType: 'participation',
      subjectId: id,
      companyId,
    });
    await this.outbox.publish(actor, participationChanged(past, id));
  }

  private async load(actor: Actor, id: string): Promise<Participation> {
    const [row] = await this.database.query<View>(FIND_OWN, [id, companiesWith(actor, 'booking.view')]);
    if (!row) throw new DomainError(NOT_FOUND);
    return row.view;
  }
}

function columns({ parallel, half, unavailable, languages }: ParticipationContent): unknown[] {
  return [parallel, half, [...unavailable].sort((a, b) => a - b), [...languages]];
}
