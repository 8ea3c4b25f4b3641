import type { MigrationInterface, QueryRunner } from 'typeorm';
import { run } from './support/tables';

/** What it means for others that a company is no longer verified: its seats go to the next, its answers wait. */
export class SuspensionEffects1790000000831 implements MigrationInterface {
  name = 'SuspensionEffects1790000000831';

  async up(queryRunner: QueryRunner): Promise<void> {
    await run(
      queryRunner,
      ...reasons([...REASONS, 'company_not_verified']),
      LOCK_VERIFIED,
      'REVOKE EXECUTE ON FUNCTION lock_verified_company(uuid) FROM PUBLIC',
      'GRANT EXECUTE ON FUNCTION lock_verified_company(uuid) TO shuqiao_company',
    );
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await run(
      queryRunner,
      'DROP FUNCTION lock_verified_company',
      `UPDATE bookings SET status_reason = NULL WHERE status_reason = 'company_not_verified'`,
      ...reasons(REASONS),
    );
  }
}

const REASONS = ['offer_expired', 'offer_refused', 'delegate_busy', 'session_started', 'roadshow_cancelled'];

const reasons = (values: readonly string[]) => [
  'ALTER TABLE bookings DROP CONSTRAINT bookings_status_reason_check',
  `ALTER TABLE bookings ADD CONSTRAINT bookings_status_reason_check CHECK (status_reason IN ('${values.join(`', '`)}'))`,
];

// The other side's row can be neither seen in every state nor locked by a firm's role, hence the owner's rights. The lock
// holds a suspension back until the asking transaction ends.
const LOCK_VERIFIED = `CREATE FUNCTION lock_verified_company(company uuid) RETURNS boolean
  LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = public AS $$
  BEGIN
    PERFORM FROM companies WHERE id = company AND status = 'verified' FOR SHARE;
    RETURN FOUND;
  END $$`;
