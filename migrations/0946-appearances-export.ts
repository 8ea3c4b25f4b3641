import type { MigrationInterface, QueryRunner } from 'typeorm';
import { run } from './support/tables';

/** Where somebody speaks, and for which pitches he was named, belongs to what is kept about him. */
export class AppearancesExport1790000000946 implements MigrationInterface {
  name = 'AppearancesExport1790000000946';

  async up(queryRunner: QueryRunner): Promise<void> {
    await run(
      queryRunner,
      EXPORT,
      'REVOKE EXECUTE ON FUNCTION export_appearances(uuid) FROM PUBLIC',
      'GRANT EXECUTE ON FUNCTION export_appearances(uuid) TO shuqiao_company',
    );
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await run(queryRunner, 'DROP FUNCTION export_appearances');
  }
}

const EXPORT = `CREATE FUNCTION export_appearances(holder uuid) RETURNS jsonb
  LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public AS $$
  BEGIN
    IF (holder = acting_account()) IS NOT TRUE THEN
      RAISE EXCEPTION 'An account is its holder''s alone' USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN jsonb_build_object(
      'speeches', coalesce((SELECT jsonb_agg(to_jsonb(part)) FROM (
        SELECT session_id AS "sessionId", company_id AS "companyId", pitch_id AS "pitchId", created_at AS "createdAt", removed_at AS "removedAt"
        FROM session_speakers WHERE account_id = holder ORDER BY id DESC LIMIT 5000) part), '[]'),
      'pitches', coalesce((SELECT jsonb_agg(to_jsonb(part)) FROM (
        SELECT pitch.id, pitch.roadshow_id AS "roadshowId", pitch.company_id AS "companyId", pitch.title, pitch.status
        FROM pitch_speakers speaker JOIN pitches pitch ON pitch.id = speaker.pitch_id
        WHERE speaker.account_id = holder ORDER BY pitch.id DESC LIMIT 5000) part), '[]'));
  END $$`;
