import {
  DECLINE_REASONS,
  EOI_STATUSES,
  type EoiStatus,
  LAPSE_REASONS,
  OFFER_EVIDENCE_TYPES,
} from '@shuqiao/engagement';
import type { Money } from '@shuqiao/kernel';
import {
  BooleanField,
  ConceptField,
  CountryField,
  DateField,
  EnumField,
  IdField,
  IntegerField,
  MoneyDto,
  ObjectField,
  PageQuery,
  taggedTextDto,
  TextField,
  TimeField,
} from '@shuqiao/platform';

const Text = taggedTextDto(5000);
type Tagged = { lang: string; text: string };

export class EoiInspectionQuery extends PageQuery {
  @EnumField(EOI_STATUSES, { optional: true })
  status?: EoiStatus;

  @IdField({ optional: true })
  demandId?: string;

  @IdField({ optional: true, description: 'Either side.' })
  companyId?: string;
}

class InspectedProductView {
  @IdField() id: string;
  @ObjectField(() => Text, { list: { max: 10 } }) names: readonly Tagged[];
}

class InspectedPriceView {
  @ObjectField(() => MoneyDto, { nullable: true }) min: Money | null;
  @ObjectField(() => MoneyDto) max: Money;
}

class InspectedEvidenceView {
  @EnumField(OFFER_EVIDENCE_TYPES) type: string;
  @IdField() id: string;
  @ObjectField(() => Text, { nullable: true }) title: Tagged | null;
  @CountryField({ nullable: true }) country: string | null;
  @IntegerField({ min: 1950, max: 2200, nullable: true }) year: number | null;
  @TextField({ max: 200, nullable: true }) name: string | null;
  @TextField({ max: 100, nullable: true }) scheme: string | null;
  @TextField({ max: 200, nullable: true }) issuer: string | null;
  @DateField({ nullable: true }) validUntil: string | null;
}

export class InspectedOfferView {
  @IdField() requirementId: string;
  @ConceptField() capability: string;
  @ObjectField(() => InspectedProductView, { nullable: true }) product: InspectedProductView | null;
  @ObjectField(() => InspectedPriceView, { nullable: true }) price: InspectedPriceView | null;
  @IntegerField({ min: 1, max: 3650, nullable: true, description: 'Calendar days from the contract.' })
  deliveryDays: number | null;
  @ObjectField(() => InspectedEvidenceView, { list: { max: 10 } }) evidence: readonly InspectedEvidenceView[];
  @TextField({ max: 2000, nullable: true }) note: string | null;
}

export class InspectedAttachmentView {
  @IdField() id: string;
  @TextField({ max: 200 }) name: string;
  @TextField({ max: 100 }) mediaType: string;
  @IntegerField({ min: 1, max: 10_485_760, description: 'In bytes.' }) size: number;
  @BooleanField() private: boolean;
}

/** An EOI as staff see it: its course and its offer, no contact persons. */
export class EoiInspectionView {
  @IdField() id: string;
  @IdField() demandId: string;
  @ObjectField(() => Text) demandTitle: Tagged;
  @IntegerField({ min: 1, max: 2 ** 31 - 1 }) demandVersion: number;
  @IntegerField({ min: 1, max: 2 ** 31 - 1, nullable: true }) reconfirmVersion: number | null;
  @IdField() companyId: string;
  @IdField() demandCompanyId: string;
  @EnumField(EOI_STATUSES) status: EoiStatus;
  @ObjectField(() => Text, { nullable: true }) cover: Tagged | null;
  @ObjectField(() => InspectedOfferView, { list: { max: 30 } }) offers: readonly InspectedOfferView[];
  @ObjectField(() => InspectedAttachmentView, { list: { max: 10 } }) attachments: readonly InspectedAttachmentView[];
  @TimeField({ nullable: true }) sentAt: Date | null;
  @TimeField({ nullable: true }) lapsesAt: Date | null;
  @EnumField(LAPSE_REASONS, { nullable: true }) lapseReason: string | null;
  @TimeField({ nullable: true }) decidedAt: Date | null;
  @EnumField(DECLINE_REASONS, { nullable: true }) declineReason: string | null;
  @ObjectField(() => Text, { nullable: true }) declineText: Tagged | null;
  @BooleanField() senderConsents: boolean;
  @BooleanField() receiverConsents: boolean;
  @BooleanField() contactsOpen: boolean;
  @IntegerField({ min: 1, max: 2 ** 31 - 1 }) version: number;
  @TimeField() createdAt: Date;
  @TimeField() updatedAt: Date;
}

export class EoiInspectionPageView {
  @ObjectField(() => EoiInspectionView, { list: { max: 100 } }) items: readonly EoiInspectionView[];
  @TextField({ max: 600, nullable: true }) nextCursor: string | null;
}
