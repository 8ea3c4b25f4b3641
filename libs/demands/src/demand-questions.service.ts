import { Injectable } from '@nestjs/common';
import { companiesWith, requirePermission } from '@shuqiao/identity';
import { type Actor, Clock, DomainError, newId, NOT_FOUND, type TaggedText } from '@shuqiao/kernel';
import { Audit, Database, Outbox, type Statement } from '@shuqiao/platform';
import { QUESTION_ALREADY_ANSWERED, QUESTION_ALREADY_HIDDEN, QUESTION_FROM_OWN_COMPANY } from './demand.errors';
import { questionAnswered, questionAsked, questionHidden } from './demand.events';
import { DemandSubmission } from './demand-submission';
import { Demands } from './demands.service';

/** A question as everybody reads it: nothing tells who asked. */
export interface QuestionView {
  readonly id: string;
  readonly question: TaggedText;
  readonly askedAt: Date;
  readonly answer: TaggedText | null;
  readonly answeredAt: Date | null;
}

/** Questions about open demands, answered by the demand's company before everybody. */
@Injectable()
export class DemandQuestions {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly audit: Audit,
    private readonly outbox: Outbox,
    private readonly demands: Demands,
    private readonly submission: DemandSubmission,
  ) {}

  /**
   * Asks for one of the actor's companies, which must be verified and not the demand's own.
   * @throws DomainError NOT_FOUND, FORBIDDEN, DEMAND_COMPANY_NOT_VERIFIED, DEMAND_NOT_OPEN or TOO_MANY_QUESTIONS.
   */
  ask(actor: Actor, demandId: string, companyId: string, question: TaggedText): Promise<QuestionView> {
    return this.database.transaction(actor, async () => {
      const demand = await this.demands.requireOpen(actor, demandId);
      requireMember(actor, companyId);
      requirePermission(actor, 'demand.ask', companyId);
      if (demand.companyId === companyId) throw new DomainError(QUESTION_FROM_OWN_COMPANY);
      await this.submission.requireVerified(companyId);
      const id = newId();
      const askedAt = this.clock.now();
      await this.database.query(ASK, [id, demandId, demand.companyId, JSON.stringify(question), askedAt]);
      await this.database.query(REMEMBER_ASKER, [id, demandId, companyId, actor.accountId]);
      await this.record(actor, 'question.asked', id, demandId, companyId);
      await this.outbox.publish(actor, questionAsked(demandId, id));
      return { id, question, askedAt, answer: null, answeredAt: null };
    });
  }

  /** Answers once, before everybody. */
  answer(
    actor: Actor,
    companyId: string,
    demandId: string,
    questionId: string,
    answer: TaggedText,
  ): Promise<QuestionView> {
    return this.database.transaction(actor, async () => {
      requireMember(actor, companyId);
      const about = [questionId, demandId, companyId];
      const found = await this.database.query(OWN, about);
      if (!found.length) throw new DomainError(NOT_FOUND);
      requirePermission(actor, 'demand.edit', companyId);
      const given = [JSON.stringify(answer), this.clock.now()];
      const [view] = await this.database.query<QuestionView & Record<string, unknown>>(ANSWER, [...about, ...given]);
      if (!view) throw new DomainError(QUESTION_ALREADY_ANSWERED);
      await this.record(actor, 'question.answered', questionId, demandId, companyId);
      await this.outbox.publish(actor, questionAnswered(demandId, questionId));
      return view;
    });
  }

  /** The secretariat takes a question with its answer out of sight. */
  hide(actor: Actor, demandId: string, questionId: string, reason: TaggedText): Promise<void> {
    return this.database.transaction(actor, async () => {
      const given = [JSON.stringify(reason), this.clock.now()];
      const [hidden] = await this.database.query<{ company_id: string }>(HIDE, [questionId, demandId, ...given]);
      if (!hidden) {
        const found = await this.database.query(ANY, [questionId, demandId]);
        throw new DomainError(found.length ? QUESTION_ALREADY_HIDDEN : NOT_FOUND);
      }
      await this.record(actor, 'question.hidden', questionId, demandId, hidden.company_id);
      await this.outbox.publish(actor, questionHidden(demandId, questionId));
    });
  }

  private record(actor: Actor, action: string, subjectId: string, demandId: string, companyId: string): Promise<void> {
    return this.audit.record(actor, { action, subjectType: 'question', subjectId, companyId, details: { demandId } });
  }
}

function requireMember(actor: Actor, companyId: string): void {
  if (!companiesWith(actor, 'demand.view').includes(companyId)) throw new DomainError(NOT_FOUND);
}

const VIEW = 'id, question, asked_at AS "askedAt", answer, answered_at AS "answeredAt"';
const ASK: Statement = {
  name: 'questions.ask',
  text: 'INSERT INTO demand_questions (id, demand_id, company_id, question, asked_at) VALUES ($1, $2, $3, $4, $5)',
};
const REMEMBER_ASKER: Statement = {
  name: 'questions.remember-asker',
  text: `INSERT INTO demand_question_askers (question_id, demand_id, company_id, account_id, number)
         SELECT $1::uuid, $2::uuid, $3::uuid, $4::uuid, count(*) + 1 FROM demand_question_askers WHERE demand_id = $2 AND company_id = $3`,
};
const OWN: Statement = {
  name: 'questions.own',
  text: 'SELECT id FROM demand_questions WHERE id = $1 AND demand_id = $2 AND company_id = $3 AND hidden_at IS NULL',
};
const ANSWER: Statement = {
  name: 'questions.answer',
  text: `UPDATE demand_questions SET answer = $4, answered_at = $5
         WHERE id = $1 AND demand_id = $2 AND company_id = $3 AND answer IS NULL AND hidden_at IS NULL RETURNING ${VIEW}`,
};
const HIDE: Statement = {
  name: 'questions.hide',
  text: `UPDATE demand_questions SET hidden_reason = $3, hidden_at = $4
         WHERE id = $1 AND demand_id = $2 AND hidden_at IS NULL RETURNING company_id`,
};
const ANY: Statement = {
  name: 'questions.any',
  text: 'SELECT id FROM demand_questions WHERE id = $1 AND demand_id = $2',
};
