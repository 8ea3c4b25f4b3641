import { OFFER_EVIDENCE_TYPES, type OfferEvidence } from '@shuqiao/engagement';
import {
  ConceptField,
  CountryField,
  DateField,
  EnumField,
  IdField,
  IntegerField,
  MoneyDto,
  ObjectField,
  taggedTextDto,
  TextField,
} from '@shuqiao/platform';

const Name = taggedTextDto(300);
type Tagged = { lang: string; text: string };

const DELIVERY = 'Calendar days from the contract to the delivery.';
const MOST_EVIDENCE = 10;

export class PriceBandDto {
  @ObjectField(() => MoneyDto, { nullable: true, optional: true, description: 'Without it, `max` is a ceiling.' })
  min?: MoneyDto | null;

  @ObjectField(() => MoneyDto)
  max: MoneyDto;
}

export class OfferEvidenceDto {
  @EnumField(OFFER_EVIDENCE_TYPES)
  type: OfferEvidence['type'];

  @IdField({ description: 'Of one of the company’s own reference cases or certificates.' })
  id: string;
}

export class OfferDto {
  @IdField()
  requirementId: string;

  @ConceptField({ description: 'The capability in its profile by which the company meets the requirement.' })
  capability: string;

  @IdField({ optional: true, nullable: true, description: 'One of the company’s own products.' })
  productId?: string | null;

  @ObjectField(() => PriceBandDto, { optional: true, nullable: true })
  price?: PriceBandDto | null;

  @IntegerField({ min: 1, max: 3650, optional: true, nullable: true, description: DELIVERY })
  deliveryDays?: number | null;

  @ObjectField(() => OfferEvidenceDto, { list: { max: MOST_EVIDENCE }, optional: true })
  evidence?: OfferEvidenceDto[];

  @TextField({
    max: 2000,
    multiline: true,
    optional: true,
    nullable: true,
    description: 'In the language of the cover text.',
  })
  note?: string | null;
}

export class OfferedProductView {
  @IdField() id: string;
  @ObjectField(() => Name, { list: { max: 10 } }) names: readonly Tagged[];
}

/** What the profile said when the offer was sent; `title`, `country` and `year` are of a reference case, the rest of a certificate. */
export class ShownEvidenceView {
  @EnumField(OFFER_EVIDENCE_TYPES) type: OfferEvidence['type'];
  @IdField() id: string;
  @ObjectField(() => Name, { nullable: true }) title: Tagged | null;
  @CountryField({ nullable: true }) country: string | null;
  @IntegerField({ min: 1950, max: 2200, nullable: true }) year: number | null;
  @TextField({ max: 200, nullable: true }) name: string | null;
  @TextField({ max: 100, nullable: true }) scheme: string | null;
  @TextField({ max: 200, nullable: true }) issuer: string | null;
  @DateField({ nullable: true }) validUntil: string | null;
}

export class OfferView {
  @IdField() requirementId: string;
  @ConceptField() capability: string;
  @ObjectField(() => OfferedProductView, { nullable: true, description: 'As it was when the offer was sent.' })
  product: OfferedProductView | null;
  @ObjectField(() => PriceBandDto, { nullable: true }) price: PriceBandDto | null;
  @IntegerField({ min: 1, max: 3650, nullable: true, description: DELIVERY }) deliveryDays: number | null;
  @ObjectField(() => ShownEvidenceView, { list: { max: MOST_EVIDENCE } }) evidence: readonly ShownEvidenceView[];
  @TextField({ max: 2000, nullable: true }) note: string | null;
}
