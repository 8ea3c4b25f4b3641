import { Injectable } from '@nestjs/common';
import { Clock, DomainError, NOT_FOUND } from '@shuqiao/kernel';
import { Database, type Statement } from '@shuqiao/platform';
import { type DayFacts, type DayProblem, dayProblem } from './day-problem';
import {
  DAY_OF_PROBLEM,
  type DayRow,
  type InterpreterRow,
  INTERPRETERS_OF_PROBLEM,
  type MeetingOfProblem,
  MEETINGS_OF_PROBLEM,
  type ParticipantRow,
  PARTICIPANTS_OF_PROBLEM,
  PRECEDENCES_OF_PROBLEM,
} from './day-problem.query';

/** Reads a day for the scheduler, in the open transaction. */
@Injectable()
export class DayProblems {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** @throws DomainError NOT_FOUND */
  async read(dayId: string): Promise<DayProblem> {
    return dayProblem(await this.facts(dayId));
  }

  /** @throws DomainError NOT_FOUND */
  async facts(dayId: string): Promise<DayFacts> {
    const now = this.clock.now();
    const [day] = await this.rows<DayRow>(DAY_OF_PROBLEM, [dayId, now]);
    if (!day) throw new DomainError(NOT_FOUND);
    return {
      day,
      participants: await this.rows<ParticipantRow>(PARTICIPANTS_OF_PROBLEM, [dayId]),
      meetings: await this.rows<MeetingOfProblem>(MEETINGS_OF_PROBLEM, [dayId, now]),
      precedences: await this.rows<{ before: string; after: string }>(PRECEDENCES_OF_PROBLEM, [dayId]),
      interpreters: await this.rows<InterpreterRow>(INTERPRETERS_OF_PROBLEM, [dayId]),
    };
  }

  private rows<T>(statement: Statement, values: readonly unknown[]): Promise<T[]> {
    return this.database.query<T & Record<string, unknown>>(statement, values);
  }
}
