import type { MigrationInterface, QueryRunner } from 'typeorm';
import { protect, run } from './support/tables';

/** Public questions and answers. Who asked stands in a table of its own, which only the asker and the centre can read. */
export class DemandQuestions1790000000452 implements MigrationInterface {
  name = 'DemandQuestions1790000000452';

  async up(queryRunner: QueryRunner): Promise<void> {
    await run(queryRunner, ...QUESTIONS, ...ASKERS, 'CREATE INDEX demands_country_idx ON demands (country, id DESC)');
    await protect(queryRunner, 'demand_questions', 'company_id = ANY (acting_companies())', 'hidden_at IS NULL');
    await protect(queryRunner, 'demand_question_askers', 'company_id = ANY (acting_companies())');
    await run(
      queryRunner,
      `CREATE POLICY demand_questions_ask ON demand_questions FOR INSERT TO shuqiao_company
       WITH CHECK (answer IS NULL AND hidden_at IS NULL)`,
    );
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await run(queryRunner, 'DROP INDEX demands_country_idx', 'DROP TABLE demand_question_askers, demand_questions');
  }
}

const QUESTIONS = [
  `CREATE TABLE demand_questions (
     id uuid CONSTRAINT demand_questions_pkey PRIMARY KEY,
     demand_id uuid NOT NULL CONSTRAINT demand_questions_demand_id_fkey REFERENCES demands (id),
     company_id uuid NOT NULL,
     question jsonb NOT NULL,
     asked_at timestamptz NOT NULL,
     answer jsonb,
     answered_at timestamptz,
     hidden_at timestamptz,
     hidden_reason jsonb,
     CONSTRAINT demand_questions_answer_check CHECK ((answer IS NULL) = (answered_at IS NULL)),
     CONSTRAINT demand_questions_hidden_check CHECK ((hidden_at IS NULL) = (hidden_reason IS NULL)))`,
  'CREATE INDEX demand_questions_demand_idx ON demand_questions (demand_id, id DESC)',
];

// The number bounds how much one company may ask about one demand, also when it asks at once.
const ASKERS = [
  `CREATE TABLE demand_question_askers (
     question_id uuid CONSTRAINT demand_question_askers_pkey PRIMARY KEY
       CONSTRAINT demand_question_askers_question_id_fkey REFERENCES demand_questions (id),
     demand_id uuid NOT NULL,
     company_id uuid NOT NULL CONSTRAINT demand_question_askers_company_id_fkey REFERENCES companies (id),
     account_id uuid CONSTRAINT demand_question_askers_account_id_fkey REFERENCES accounts (id),
     number smallint NOT NULL CONSTRAINT demand_question_askers_number_check CHECK (number BETWEEN 1 AND 30),
     CONSTRAINT demand_question_askers_number_key UNIQUE (company_id, demand_id, number))`,
];
