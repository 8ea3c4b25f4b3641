import type { CompanyCard } from '@shuqiao/companies';
import { EOI_STATUSES, type EoiStatus, OFFER_GAPS, type OfferGap } from '@shuqiao/engagement';
import {
  BooleanField,
  ConceptField,
  EnumField,
  IdField,
  IntegerField,
  ObjectField,
  taggedTextDto,
  TextField,
  TimeField,
} from '@shuqiao/platform';
import { PartyView } from './eoi.dto';
import { OfferView } from './offer.dto';

const Title = taggedTextDto(200);
const MOST = 2 ** 31 - 1;
const MOST_REQUIREMENTS = 30;

export class ComparedRequirementView {
  @IdField() id: string;
  @ObjectField(() => Title) title: { lang: string; text: string };
  @ConceptField({ list: { max: 10 } }) concepts: readonly string[];
  @BooleanField() mandatory: boolean;
}

export class ComparedOfferView {
  @IdField() requirementId: string;
  @ObjectField(() => OfferView, { nullable: true }) offer: OfferView | null;
  @EnumField(OFFER_GAPS, { list: { max: 4 }, description: '`offer`: nothing is offered; else what the offer lacks.' })
  gaps: readonly OfferGap[];
}

export class ComparedEoiView {
  @IdField() eoiId: string;
  @IdField() companyId: string;
  @ObjectField(() => PartyView, { nullable: true }) company: CompanyCard | null;
  @EnumField(EOI_STATUSES) status: EoiStatus;
  @IntegerField({ min: 1, max: MOST, description: 'The version of the demand that it answers.' }) demandVersion: number;
  @TimeField() sentAt: Date;
  @TimeField() lapsesAt: Date;
  @ObjectField(() => ComparedOfferView, {
    list: { max: MOST_REQUIREMENTS },
    description: 'One for each requirement, in their order.',
  })
  offers: readonly ComparedOfferView[];
  @IdField({ list: { max: MOST_REQUIREMENTS }, description: 'The mandatory requirements that it leaves out.' })
  uncovered: readonly string[];
}

export class OfferComparisonView {
  @IdField() demandId: string;
  @IntegerField({ min: 1, max: MOST }) demandVersion: number;
  @ObjectField(() => ComparedRequirementView, { list: { max: MOST_REQUIREMENTS } })
  requirements: readonly ComparedRequirementView[];
  @ObjectField(() => ComparedEoiView, { list: { max: 100 } }) items: readonly ComparedEoiView[];
  @TextField({ max: 600, nullable: true }) nextCursor: string | null;
}
