import {
  BooleanField,
  ConceptField,
  CountryField,
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
import { CLOSE_REASONS, DEMAND_STATUSES, type DemandStatus, REQUIREMENT_KINDS } from '@shuqiao/demands';

const Reason = taggedTextDto(2_000);
const Text = taggedTextDto(10_000);
type TextView = InstanceType<typeof Text>;
const MOST = 2 ** 31 - 1;
const MOST_ENTRIES = 200;

export class DemandsQuery extends PageQuery {
  @EnumField(DEMAND_STATUSES, { optional: true })
  status?: DemandStatus;

  @CountryField({ optional: true })
  country?: string;

  @IdField({ optional: true })
  companyId?: string;
}

export class DemandReasonDto {
  @ObjectField(() => Reason, { description: 'The company reads it.' })
  reason: InstanceType<typeof Reason>;
}

class CompanyView {
  @IdField() id: string;
  @ObjectField(() => Text) name: TextView;
  @CountryField() country: string;
  @TextField({ max: 20 }) status: string;
}

export class DemandRowView {
  @IdField() id: string;
  @ObjectField(() => CompanyView) company: CompanyView;
  @EnumField(DEMAND_STATUSES) status: string;
  @CountryField() country: string;
  @ObjectField(() => Text) title: TextView;
  @TimeField({ nullable: true }) deadline: string | null;
  @IntegerField({ min: 0, max: MOST }) publishedVersion: number;
  @EnumField(CLOSE_REASONS, { nullable: true }) closeReason: string | null;
}

export class DemandListItemView extends DemandRowView {
  @TimeField() updatedAt: string;
}

export class DemandPageView {
  @ObjectField(() => DemandListItemView, { list: { max: 100 } }) items: DemandListItemView[];
  @TextField({ max: 600, nullable: true }) nextCursor: string | null;
}

class BudgetView {
  @ObjectField(() => MoneyDto, { nullable: true }) min: MoneyDto | null;
  @ObjectField(() => MoneyDto) max: MoneyDto;
}

class AttachmentView {
  @IdField() id: string;
  @TextField({ max: 200 }) name: string;
  @TextField({ max: 100 }) mediaType: string;
  @IntegerField({ min: 1, max: 10_485_760, description: 'In bytes.' }) size: number;
}

export class AttachmentLinkView {
  @TextField({ max: 300, description: "Relative to the firms' API; opens for five minutes." }) url: string;
  @TimeField() expiresAt: string;
}

class RequirementView {
  @IdField() id: string;
  @EnumField(REQUIREMENT_KINDS) kind: string;
  @ObjectField(() => Text) title: TextView;
  @ObjectField(() => Text, { nullable: true }) description: TextView | null;
  @ConceptField({ list: { max: 10 } }) concepts: string[];
  @TextField({ max: 200, nullable: true }) quantity: string | null;
  @BooleanField() mandatory: boolean;
}

class DemandChangeView {
  @TextField({ max: 100 }) pointer: string;
}

class VersionView {
  @IntegerField({ min: 1, max: MOST }) version: number;
  @ObjectField(() => Text, { nullable: true }) reason: TextView | null;
  @ObjectField(() => DemandChangeView, { list: { max: 400 } }) changes: DemandChangeView[];
  @BooleanField() material: boolean;
  @TimeField() publishedAt: string;
}

class AmendmentView {
  @IdField() id: string;
  @IntegerField({ min: 2, max: MOST }) demandVersion: number;
  @EnumField(['pending', 'approved', 'returned', 'rejected', 'voided']) status: string;
  @ObjectField(() => Text) reason: TextView;
  @ObjectField(() => DemandChangeView, { list: { max: 400 } }) changes: DemandChangeView[];
  @BooleanField() material: boolean;
  @TimeField() createdAt: string;
  @TimeField({ nullable: true }) decidedAt: string | null;
}

class QuestionView {
  @IdField() id: string;
  @ObjectField(() => Text) question: TextView;
  @TimeField() askedAt: string;
  @ObjectField(() => Text, { nullable: true }) answer: TextView | null;
  @TimeField({ nullable: true }) answeredAt: string | null;
  @TimeField({ nullable: true }) hiddenAt: string | null;
  @ObjectField(() => Text, { nullable: true }) hiddenReason: TextView | null;
  @IdField() askerCompanyId: string;
}

class HistoryEntryView {
  @TimeField() at: string;
  @TextField({ max: 100 }) action: string;
  @EnumField(['anonymous', 'account', 'staff', 'system']) actorKind: string;
  @IdField({ nullable: true }) accountId: string | null;
}

/** A demand with everything that happened to it; lists hold the newest 200. */
export class DemandInspectionView extends DemandRowView {
  @TextField({ max: 200, nullable: true }) place: string | null;
  @ObjectField(() => Text, { list: { max: 10 } }) titleTranslations: TextView[];
  @ObjectField(() => Text, { nullable: true }) description: TextView | null;
  @ObjectField(() => Text, { list: { max: 10 } }) descriptionTranslations: TextView[];
  @ObjectField(() => BudgetView, { nullable: true }) budget: BudgetView | null;
  @TimeField({ nullable: true }) publishedAt: string | null;
  @TimeField({ nullable: true }) closedAt: string | null;
  @ObjectField(() => Text, { nullable: true }) closeNote: TextView | null;
  @ObjectField(() => AttachmentView, { list: { max: 10 } }) attachments: AttachmentView[];
  @ObjectField(() => RequirementView, { list: { max: 30 } }) requirements: RequirementView[];
  @ObjectField(() => VersionView, { list: { max: MOST_ENTRIES } }) versions: VersionView[];
  @ObjectField(() => AmendmentView, { list: { max: MOST_ENTRIES } }) amendments: AmendmentView[];
  @ObjectField(() => QuestionView, { list: { max: MOST_ENTRIES } }) questions: QuestionView[];
  @ObjectField(() => HistoryEntryView, { list: { max: MOST_ENTRIES } }) history: HistoryEntryView[];
}
