import type { MigrationInterface, QueryRunner } from 'typeorm';
import { protect, run } from './support/tables';

/** The files of a demand. One that an amendment took out stays as a row, since an older public version still names it. */
export class DemandAttachments1790000000453 implements MigrationInterface {
  name = 'DemandAttachments1790000000453';

  async up(queryRunner: QueryRunner): Promise<void> {
    await run(queryRunner, ATTACHMENTS, 'CREATE INDEX demand_attachments_file_idx ON demand_attachments (file_id)');
    await protect(queryRunner, 'demand_attachments', 'company_id = ANY (acting_companies())');
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await run(queryRunner, 'DROP TABLE demand_attachments');
  }
}

// The pair in the foreign key keeps anybody from attaching another company's file.
const ATTACHMENTS = `CREATE TABLE demand_attachments (
  demand_id uuid NOT NULL CONSTRAINT demand_attachments_demand_id_fkey REFERENCES demands (id) ON DELETE CASCADE,
  file_id uuid NOT NULL,
  company_id uuid NOT NULL,
  position smallint NOT NULL CONSTRAINT demand_attachments_position_check CHECK (position BETWEEN 0 AND 9),
  removed_in integer,
  CONSTRAINT demand_attachments_pkey PRIMARY KEY (demand_id, file_id),
  CONSTRAINT demand_attachments_file_fkey FOREIGN KEY (file_id, company_id) REFERENCES files (id, company_id))`;
