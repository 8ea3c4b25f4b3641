import type { MigrationInterface, QueryRunner } from 'typeorm';
import { protect, run } from './support/tables';

/** The agenda as the public reads it, in versions that stay as they were; what was public until now becomes the first. */
export class AgendaVersions1790000000943 implements MigrationInterface {
  name = 'AgendaVersions1790000000943';

  async up(queryRunner: QueryRunner): Promise<void> {
    await run(queryRunner, ...TABLE);
    await protect(
      queryRunner,
      'agenda_versions',
      'false',
      `EXISTS (SELECT FROM roadshows WHERE roadshows.id = roadshow_id AND roadshows.status <> 'draft')`,
    );
    await run(
      queryRunner,
      'REVOKE INSERT, UPDATE, DELETE ON agenda_versions FROM shuqiao_company',
      'REVOKE UPDATE, DELETE ON agenda_versions FROM shuqiao_staff, shuqiao_worker',
      ...MIGRATED,
    );
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await run(queryRunner, 'ALTER TABLE roadshows DROP COLUMN agenda_version', 'DROP TABLE agenda_versions');
  }
}

const TABLE = [
  `CREATE TABLE agenda_versions (
     roadshow_id uuid NOT NULL CONSTRAINT agenda_versions_roadshow_id_fkey REFERENCES roadshows (id),
     version integer NOT NULL CONSTRAINT agenda_versions_version_check CHECK (version > 0),
     entries jsonb NOT NULL CONSTRAINT agenda_versions_entries_check CHECK (jsonb_typeof(entries) = 'array'),
     changes jsonb NOT NULL CONSTRAINT agenda_versions_changes_check CHECK (jsonb_typeof(changes) = 'array'),
     published_by uuid NOT NULL CONSTRAINT agenda_versions_published_by_fkey REFERENCES accounts (id),
     published_at timestamptz NOT NULL,
     CONSTRAINT agenda_versions_pkey PRIMARY KEY (roadshow_id, version))`,
  `ALTER TABLE roadshows ADD COLUMN agenda_version integer,
     ADD CONSTRAINT roadshows_agenda_version_fkey FOREIGN KEY (id, agenda_version) REFERENCES agenda_versions (roadshow_id, version)`,
];

const MIGRATED = [
  `INSERT INTO agenda_versions (roadshow_id, version, entries, changes, published_by, published_at)
   SELECT r.id, 1, jsonb_agg(jsonb_build_object('sessionId', s.id, 'title', s.title, 'roomId', s.room_id,
       'room', (SELECT name FROM venue_rooms WHERE id = s.room_id), 'languages', s.languages, 'interpretation', '[]'::jsonb,
       'startsAt', to_char(s.starts_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
       'endsAt', to_char(s.ends_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), 'speakerIds', '[]'::jsonb)
       ORDER BY s.starts_at, s.id), '[]', r.created_by, r.updated_at
   FROM roadshows r JOIN roadshow_sessions s ON s.roadshow_id = r.id WHERE r.status <> 'draft' GROUP BY r.id`,
  `UPDATE roadshows SET agenda_version = 1 WHERE EXISTS (SELECT FROM agenda_versions WHERE roadshow_id = roadshows.id)`,
];
