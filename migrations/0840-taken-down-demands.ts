import type { MigrationInterface, QueryRunner } from 'typeorm';
import { run } from './support/tables';

/** A demand that the secretariat has taken down is neither listed nor read in public; its parties are told why. */
export class TakenDownDemands1790000000840 implements MigrationInterface {
  name = 'TakenDownDemands1790000000840';

  async up(queryRunner: QueryRunner): Promise<void> {
    await run(
      queryRunner,
      ...closeReasons(`'awarded', 'withdrawn', 'expired', 'taken_down'`),
      ...listingStates(`'open', 'closed', 'taken_down'`),
      ...ALREADY_TAKEN_DOWN,
      ONLY_BY_THE_CENTRE,
      REASON,
      'REVOKE EXECUTE ON FUNCTION taken_down_reason(uuid) FROM PUBLIC',
      'GRANT EXECUTE ON FUNCTION taken_down_reason(uuid) TO shuqiao_company, shuqiao_staff, shuqiao_worker',
    );
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await run(
      queryRunner,
      'DROP FUNCTION taken_down_reason',
      'DROP TRIGGER demand_listings_taken_down ON demand_listings',
      `UPDATE demands SET close_reason = 'withdrawn' WHERE close_reason = 'taken_down'`,
      `UPDATE demand_listings SET status = 'closed', close_reason = 'withdrawn' WHERE status = 'taken_down'`,
      ...closeReasons(`'awarded', 'withdrawn', 'expired'`),
      ...listingStates(`'open', 'closed'`),
    );
  }
}

const closeReasons = (reasons: string): string[] => [
  'ALTER TABLE demands DROP CONSTRAINT demands_close_reason_check',
  `ALTER TABLE demands ADD CONSTRAINT demands_close_reason_check CHECK (close_reason IN (${reasons}))`,
];
const listingStates = (states: string): string[] => [
  'ALTER TABLE demand_listings DROP CONSTRAINT demand_listings_status_check',
  `ALTER TABLE demand_listings ADD CONSTRAINT demand_listings_status_check CHECK (status IN (${states}))`,
];

// Until now it was written down as withdrawn; that staff had done it stands in the audit alone.
const ALREADY_TAKEN_DOWN = [
  `UPDATE demands SET close_reason = 'taken_down' WHERE close_reason = 'withdrawn' AND EXISTS (
     SELECT FROM audit_entries WHERE subject_type = 'demand' AND subject_id = demands.id::text AND action = 'demand.closed'
       AND actor_kind = 'staff')`,
  `UPDATE demand_listings SET status = 'taken_down', close_reason = 'taken_down' FROM demands
   WHERE demands.id = demand_listings.demand_id AND demands.close_reason = 'taken_down'`,
];

const ONLY_BY_THE_CENTRE = `CREATE TRIGGER demand_listings_taken_down AFTER UPDATE OF status ON demand_listings FOR EACH ROW
  WHEN ((OLD.status = 'taken_down') <> (NEW.status = 'taken_down')) EXECUTE FUNCTION leave_to_the_centre()`;

// Looks past row-level security, since the row is its company's: for that company, and for those that answered it.
const REASON = `CREATE FUNCTION taken_down_reason(demand uuid) RETURNS jsonb
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
  SELECT demands.close_note FROM demands WHERE demands.id = demand AND demands.close_reason = 'taken_down'
    AND (demands.company_id = ANY (acting_companies()) OR EXISTS (
      SELECT FROM eois WHERE eois.demand_id = demand AND eois.status <> 'draft' AND eois.company_id = ANY (acting_companies()))) $$`;
