import type { MigrationInterface, QueryRunner } from 'typeorm';
import { run } from './support/tables';

/** What an offer says besides the capability: the product, a price band, the delivery time, evidence. */
export class StructuredOffers1790000000970 implements MigrationInterface {
  name = 'StructuredOffers1790000000970';

  async up(queryRunner: QueryRunner): Promise<void> {
    await run(queryRunner, OFFERS, BANDS);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await run(
      queryRunner,
      `ALTER TABLE eoi_requirements DROP COLUMN product_id, DROP COLUMN price_min, DROP COLUMN price_max,
         DROP COLUMN price_currency, DROP COLUMN delivery_days, DROP COLUMN evidence, DROP COLUMN shown`,
    );
  }
}

// Product and evidence are named without a foreign key: `shown` keeps what they said when the offer was sent, and the
// company goes on changing its profile.
const OFFERS = `ALTER TABLE eoi_requirements
  ADD COLUMN product_id uuid,
  ADD COLUMN price_min numeric(18,3) CONSTRAINT eoi_requirements_price_min_check CHECK (price_min >= 0),
  ADD COLUMN price_max numeric(18,3),
  ADD COLUMN price_currency text CONSTRAINT eoi_requirements_price_currency_fkey REFERENCES currencies (code),
  ADD COLUMN delivery_days smallint CONSTRAINT eoi_requirements_delivery_days_check CHECK (delivery_days BETWEEN 1 AND 3650),
  ADD COLUMN evidence jsonb NOT NULL DEFAULT '[]' CONSTRAINT eoi_requirements_evidence_check
    CHECK (jsonb_typeof(evidence) = 'array' AND jsonb_array_length(evidence) <= 10),
  ADD COLUMN shown jsonb NOT NULL DEFAULT '{"product": null, "evidence": []}'`;

const BANDS = `ALTER TABLE eoi_requirements
  ADD CONSTRAINT eoi_requirements_price_check CHECK (price_min <= price_max),
  ADD CONSTRAINT eoi_requirements_price_whole_check
    CHECK ((price_max IS NULL) = (price_currency IS NULL) AND (price_min IS NULL OR price_max IS NOT NULL))`;
