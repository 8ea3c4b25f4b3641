import { type CompanyCard, COMPANY_KINDS, SIDES } from '@shuqiao/companies';
import {
  DECLINE_REASONS,
  type DeclineReason,
  EOI_STATUSES,
  type EoiStatus,
  LAPSE_REASONS,
  type LapseReason,
} from '@shuqiao/engagement';
import {
  BooleanField,
  CountryField,
  EnumField,
  IdField,
  IntegerField,
  LanguageTagField,
  ObjectField,
  PageQuery,
  taggedTextDto,
  TextField,
  TimeField,
} from '@shuqiao/platform';
import { EoiAttachmentView } from './attachment.dto';
import { OfferDto, OfferView } from './offer.dto';

const Cover = taggedTextDto(5000);
const DeclineText = taggedTextDto(2000);
const Name = taggedTextDto(300);
type Tagged = { lang: string; text: string };

export class NewEoiDto {
  @IdField()
  demandId: string;

  @ObjectField(() => Cover, { optional: true, nullable: true, description: 'Needed for sending.' })
  cover?: Tagged | null;

  @ObjectField(() => OfferDto, {
    list: { max: 30 },
    optional: true,
    description: 'At least one is needed for sending.',
  })
  offers?: OfferDto[];
}

/** A member that is left out stays; the list of offers is replaced as a whole. */
export class EoiChangeDto {
  @ObjectField(() => Cover, { optional: true, nullable: true })
  cover?: Tagged | null;

  @ObjectField(() => OfferDto, { list: { max: 30 }, optional: true })
  offers?: OfferDto[];
}

export class DeclinationDto {
  @EnumField(DECLINE_REASONS)
  reason: DeclineReason;

  @ObjectField(() => DeclineText, { optional: true, nullable: true })
  text?: Tagged | null;
}

export class EoiListQuery extends PageQuery {
  @EnumField(['sent', 'received'])
  direction: 'sent' | 'received';

  @EnumField(EOI_STATUSES, { optional: true })
  status?: EoiStatus;

  @IdField({ optional: true })
  demandId?: string;
}

/** What everybody may see of a company. */
export class PartyView {
  @IdField() companyId: string;
  @ObjectField(() => Name) legalName: Tagged;
  @ObjectField(() => Name, { list: { max: 10 } }) names: Tagged[];
  @CountryField() country: string;
  @EnumField(SIDES) side: string;
  @EnumField(COMPANY_KINDS) kind: string;
  @EnumField(['verified', 'suspended', 'withdrawn']) status: string;
}

export class EoiView {
  @IdField() id: string;
  @IdField() demandId: string;
  @ObjectField(() => Name) demandTitle: Tagged;
  @IntegerField({ min: 1, max: 2 ** 31 - 1, description: 'The version of the demand that the offer answers.' })
  demandVersion: number;
  @IntegerField({ min: 1, max: 2 ** 31 - 1, nullable: true, description: 'The version that waits to be confirmed.' })
  reconfirmVersion: number | null;
  @IdField() companyId: string;
  @IdField() demandCompanyId: string;
  @ObjectField(() => PartyView, { nullable: true, description: 'The sender.' }) company: CompanyCard | null;
  @ObjectField(() => PartyView, { nullable: true, description: 'Who published the demand.' })
  demandCompany: CompanyCard | null;
  @EnumField(EOI_STATUSES) status: EoiStatus;
  @ObjectField(() => Cover, { nullable: true }) cover: Tagged | null;
  @ObjectField(() => OfferView, { list: { max: 30 } }) offers: readonly OfferView[];
  @ObjectField(() => EoiAttachmentView, {
    list: { max: 10 },
    description: 'Private ones only while contacts are open.',
  })
  attachments: readonly EoiAttachmentView[];
  @TimeField({ nullable: true }) sentAt: Date | null;
  @TimeField({ nullable: true, description: 'When it lapses unless it is answered.' }) lapsesAt: Date | null;
  @EnumField(LAPSE_REASONS, { nullable: true }) lapseReason: LapseReason | null;
  @TimeField({ nullable: true }) decidedAt: Date | null;
  @EnumField(DECLINE_REASONS, { nullable: true }) declineReason: DeclineReason | null;
  @ObjectField(() => DeclineText, { nullable: true }) declineText: Tagged | null;
  @BooleanField({ description: 'The sender consents to sharing contacts.' }) senderConsents: boolean;
  @BooleanField() receiverConsents: boolean;
  @BooleanField() contactsOpen: boolean;
  @IntegerField({ min: 1, max: 2 ** 31 - 1 }) version: number;
  @TimeField() createdAt: Date;
  @TimeField() updatedAt: Date;
}

export class EoiPageView {
  @ObjectField(() => EoiView, { list: { max: 100 } }) items: readonly EoiView[];
  @TextField({ max: 600, nullable: true }) nextCursor: string | null;
}

export class ContactPersonView {
  @TextField({ max: 200 }) name: string;
  @TextField({ max: 200, nullable: true }) position: string | null;
  @TextField({ max: 254, nullable: true }) email: string | null;
  @TextField({ max: 40, nullable: true }) phone: string | null;
  @LanguageTagField({ list: { max: 20 } }) languages: readonly string[];
}

export class OpenContactsView {
  @IdField({ description: 'Whose contact persons these are.' }) companyId: string;
  @ObjectField(() => ContactPersonView, { list: { max: 100 } }) items: readonly ContactPersonView[];
}

export class ContactViewView {
  @IdField() id: string;
  @TimeField() at: string;
  @IdField() eoiId: string;
  @IdField() viewerCompanyId: string;
  @ObjectField(() => PartyView, { nullable: true, description: 'The company whose member looked.' })
  viewerCompany: CompanyCard | null;
}

export class ContactViewPageView {
  @ObjectField(() => ContactViewView, { list: { max: 100 } }) items: readonly ContactViewView[];
  @TextField({ max: 600, nullable: true }) nextCursor: string | null;
}
