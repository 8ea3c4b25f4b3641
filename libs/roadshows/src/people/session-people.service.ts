import { Injectable } from '@nestjs/common';
import { COMPANY_NOT_VERIFIED } from '@shuqiao/companies';
import {
  type Actor,
  Clock,
  DomainError,
  fieldError,
  invalid,
  newId,
  NOT_FOUND,
  UNKNOWN_REFERENCE,
} from '@shuqiao/kernel';
import { Audit, Database } from '@shuqiao/platform';
import { NOT_A_MEMBER, ROADSHOW_STATE } from '../roadshow.errors';
import { NOT_HIS_LANGUAGE, TOO_MANY_SPEAKERS } from './people.errors';
import type {
  CompanySpeaker,
  GuestSpeaker,
  LanguagePair,
  SessionInterpreter,
  SessionPeople,
  SessionSpeaker,
} from './people.types';
import {
  INSERT_INTERPRETER,
  INSERT_SPEAKER,
  LANGUAGES_OF,
  LOCK_PLANNED,
  PEOPLE,
  REMOVE_INTERPRETER,
  REMOVE_MEMBER,
  REMOVE_SPEAKER,
  STANDING,
} from './session-people.query';

const MOST_SPEAKERS = 50;

/** Who speaks in a session and who interprets it. That nobody is in two places is the database's word. */
@Injectable()
export class SessionPeopleDesk {
  constructor(
    private readonly database: Database,
    private readonly audit: Audit,
    private readonly clock: Clock,
  ) {}

  /** @throws DomainError DELEGATE_BUSY, ALREADY_SPEAKING, COMPANY_NOT_VERIFIED, TOO_MANY_SPEAKERS. */
  addSpeaker(actor: Actor, sessionId: string, speaker: CompanySpeaker | GuestSpeaker): Promise<SessionSpeaker> {
    return this.database.transaction(actor, async () => {
      const { speakers } = await this.lock(sessionId);
      if (speakers >= MOST_SPEAKERS) throw new DomainError(TOO_MANY_SPEAKERS, { limit: MOST_SPEAKERS });
      if ('companyId' in speaker) await this.requireStanding(speaker);
      const id = newId();
      const values = [id, sessionId, this.clock.now(), ...speakerColumns(speaker)];
      const [row] = await this.database.query<{ view: SessionSpeaker }>(INSERT_SPEAKER, values);
      await this.record(actor, 'session.speaker_added', sessionId, { speakerId: id });
      return row.view;
    });
  }

  removeSpeaker(actor: Actor, id: string): Promise<void> {
    return this.database.transaction(actor, async () => {
      const [row] = await this.database.query<{ session_id: string }>(REMOVE_SPEAKER, [id, this.clock.now()]);
      if (!row) throw new DomainError(NOT_FOUND);
      await this.record(actor, 'session.speaker_removed', row.session_id, { speakerId: id });
    });
  }

  /** Takes out a former member wherever he was to speak for the company from now on. Safe to repeat. */
  releaseMember(actor: Actor, companyId: string, accountId: string): Promise<void> {
    return this.database.transaction(actor, async () => {
      type Row = { id: string; session_id: string };
      const removed = await this.database.query<Row>(REMOVE_MEMBER, [companyId, accountId, this.clock.now()]);
      for (const { id, session_id: sessionId } of removed)
        await this.record(actor, 'session.speaker_removed', sessionId, { speakerId: id });
    });
  }

  /** Has an interpreter interpret between two of his languages. @throws DomainError INTERPRETER_BUSY, INTERPRETER_ASSIGNED. */
  assign(actor: Actor, sessionId: string, interpreterId: string, languages: LanguagePair): Promise<SessionInterpreter> {
    return this.database.transaction(actor, async () => {
      await this.lock(sessionId);
      await this.requireLanguages(interpreterId, languages);
      const id = newId();
      // By code points, as the database compares them.
      const pair = [...languages].sort((one, other) => (one < other ? -1 : 1));
      const values = [id, sessionId, this.clock.now(), interpreterId, ...pair];
      const [row] = await this.database.query<{ view: SessionInterpreter }>(INSERT_INTERPRETER, values);
      await this.record(actor, 'session.interpreter_assigned', sessionId, { interpreterId, languages: pair });
      return row.view;
    });
  }

  release(actor: Actor, id: string): Promise<void> {
    return this.database.transaction(actor, async () => {
      const [row] = await this.database.query<{ session_id: string; interpreter_id: string }>(REMOVE_INTERPRETER, [id]);
      if (!row) throw new DomainError(NOT_FOUND);
      const details = { interpreterId: row.interpreter_id };
      await this.record(actor, 'session.interpreter_released', row.session_id, details);
    });
  }

  find(actor: Actor, sessionId: string): Promise<SessionPeople> {
    return this.database.transaction(actor, async () => {
      const [row] = await this.database.query<{ view: SessionPeople }>(PEOPLE, [sessionId]);
      if (!row) throw new DomainError(NOT_FOUND);
      return row.view;
    });
  }

  private async lock(sessionId: string): Promise<{ speakers: number }> {
    type Row = { planned: boolean; status: string; speakers: number };
    const [row] = await this.database.query<Row>(LOCK_PLANNED, [sessionId]);
    if (!row) throw new DomainError(NOT_FOUND);
    if (!row.planned) throw new DomainError(ROADSHOW_STATE, { status: row.status });
    return row;
  }

  private async requireStanding({ companyId, accountId }: CompanySpeaker): Promise<void> {
    type Row = { status: string; member: boolean };
    const [company] = await this.database.query<Row>(STANDING, [companyId, accountId]);
    if (!company) throw invalid(fieldError('/companyId', UNKNOWN_REFERENCE));
    if (company.status !== 'verified') throw new DomainError(COMPANY_NOT_VERIFIED, { status: company.status });
    if (!company.member) throw invalid(fieldError('/accountId', NOT_A_MEMBER));
  }

  private async requireLanguages(interpreterId: string, pair: LanguagePair): Promise<void> {
    const [row] = await this.database.query<{ languages: string[] }>(LANGUAGES_OF, [interpreterId]);
    if (!row) throw invalid(fieldError('/interpreterId', UNKNOWN_REFERENCE));
    const missing = pair.flatMap((language, index) =>
      row.languages.includes(language) ? [] : [fieldError(`/languages/${index}`, NOT_HIS_LANGUAGE)],
    );
    if (missing.length) throw invalid(...missing);
  }

  private record(
    actor: Actor,
    action: string,
    subjectId: string,
    details: NonNullable<Parameters<Audit['record']>[1]['details']>,
  ): Promise<void> {
    return this.audit.record(actor, { action, subjectType: 'roadshow_session', subjectId, details });
  }
}

function speakerColumns(speaker: CompanySpeaker | GuestSpeaker): unknown[] {
  if ('companyId' in speaker) return [speaker.accountId, speaker.companyId, null, null];
  const { name, organisation } = speaker;
  return [null, null, JSON.stringify(name), organisation && JSON.stringify(organisation)];
}
