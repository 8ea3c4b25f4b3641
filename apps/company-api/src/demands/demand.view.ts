import {
  CountryField,
  EnumField,
  IdField,
  IntegerField,
  BooleanField,
  ObjectField,
  PatternField,
  taggedTextDto,
  TextField,
  TimeField,
} from '@shuqiao/platform';
import { SHOWN_STATUSES } from '@shuqiao/companies';
import { CLOSE_REASONS, DEMAND_STATUSES } from '@shuqiao/demands';
import { OriginView } from '../companies/origin.view';
import { BudgetDto, DemandContactDto, RequirementDto } from './demand.dto';

const Text = taggedTextDto(10_000);
type TextView = InstanceType<typeof Text>;
const MOST = 2 ** 31 - 1;

export class AttachmentView {
  @IdField() id: string;
  @TextField({ max: 200 }) name: string;
  @TextField({ max: 100 }) mediaType: string;
  @IntegerField({ min: 1, max: 10_485_760, description: 'In bytes.' }) size: number;
}

export class AttachmentLinkView {
  @TextField({ max: 300, description: 'Relative to the origin; opens for five minutes.' }) url: string;
  @TimeField() expiresAt: string;
}

export class RequirementView extends RequirementDto {
  @IdField()
  override id: string;
}

export class RemarkView {
  @TextField({ max: 200 }) pointer: string;
  @TextField({ max: 2000 }) text: string;
  @TextField({ max: 12 }) lang: string;
}

export class ReviewView {
  @IntegerField({ min: 1, max: MOST }) subjectVersion: number;
  @EnumField(['approved', 'returned', 'rejected']) decision: string;
  @TextField({ max: 100, nullable: true }) reasonTemplate: string | null;
  @ObjectField(() => Text, { nullable: true }) reason: TextView | null;
  @ObjectField(() => RemarkView, { list: { max: 100 } }) remarks: RemarkView[];
  @TimeField() decidedAt: string;
}

export class ChangeView {
  @TextField({ max: 100, description: 'A JSON pointer; requirements are named by their id.' })
  pointer: string;
}

export class AmendmentView {
  @IdField() id: string;
  @IntegerField({ min: 2, max: MOST }) demandVersion: number;
  @EnumField(['pending', 'approved', 'returned', 'rejected', 'voided']) status: string;
  @ObjectField(() => Text) reason: TextView;
  @ObjectField(() => ChangeView, { list: { max: 400 } }) changes: ChangeView[];
  @BooleanField({ description: 'Requirements, budget, deadline or country change.' }) material: boolean;
  @TimeField() createdAt: string;
  @TimeField({ nullable: true }) decidedAt: string | null;
}

export class DemandTermsView {
  @IdField() id: string;
  @IdField() companyId: string;
  @CountryField() country: string;
  @TextField({ max: 200, nullable: true }) place: string | null;
  @ObjectField(() => Text) title: TextView;
  @ObjectField(() => Text, { list: { max: 10 } }) titleTranslations: TextView[];
  @ObjectField(() => Text, { nullable: true }) description: TextView | null;
  @ObjectField(() => Text, { list: { max: 10 } }) descriptionTranslations: TextView[];
  @ObjectField(() => BudgetDto, { nullable: true }) budget: BudgetDto | null;
  @TimeField({ nullable: true }) deadline: string | null;
  @ObjectField(() => AttachmentView, { list: { max: 10 } }) attachments: AttachmentView[];
  @ObjectField(() => RequirementView, { list: { max: 30 } }) requirements: RequirementView[];
}

/** A demand as its own company reads it. */
export class WorkingCopyView extends DemandTermsView {
  @EnumField(DEMAND_STATUSES) status: string;
  @TimeField({ nullable: true }) closedAt: string | null;
  @EnumField(CLOSE_REASONS, { nullable: true }) closeReason: string | null;
  @ObjectField(() => DemandContactDto, { nullable: true }) contact: DemandContactDto | null;
  @IntegerField({ min: 0, max: MOST, description: '0 while nothing is public.' }) publishedVersion: number;
  @TimeField({ nullable: true }) publishedAt: string | null;
  @ObjectField(() => Text, { nullable: true }) closeNote: TextView | null;
  @ObjectField(() => ReviewView, { nullable: true }) review: ReviewView | null;
  @ObjectField(() => AmendmentView, { nullable: true }) amendment: AmendmentView | null;
  @IntegerField({ min: 1, max: MOST }) version: number;
  @TimeField() createdAt: string;
  @TimeField() updatedAt: string;
}

export class OwnDemandView {
  @IdField() id: string;
  @EnumField(DEMAND_STATUSES) status: string;
  @CountryField() country: string;
  @ObjectField(() => Text) title: TextView;
  @TimeField({ nullable: true }) deadline: string | null;
  @IntegerField({ min: 0, max: MOST }) publishedVersion: number;
  @EnumField(CLOSE_REASONS, { nullable: true }) closeReason: string | null;
  @IntegerField({ min: 1, max: MOST }) version: number;
  @TimeField() updatedAt: string;
}

export class OwnDemandPage {
  @ObjectField(() => OwnDemandView, { list: { max: 100 } }) items: OwnDemandView[];
  @TextField({ max: 600, nullable: true }) nextCursor: string | null;
}

export class PublishingCompanyView {
  @IdField() id: string;
  @ObjectField(() => Text) name: TextView;
  @CountryField() country: string;
  @PatternField({ pattern: /^[a-z_]+$/, max: 20, expected: 'kind' }) kind: string;
  @EnumField(SHOWN_STATUSES, {
    description: 'Unless it is verified, the demand takes no answers.',
  })
  status: string;
}

/** A demand as everybody reads it. */
export class DemandView extends DemandTermsView {
  @EnumField(['published', 'closed']) status: string;
  @TimeField({ nullable: true }) closedAt: string | null;
  @EnumField(CLOSE_REASONS, { nullable: true }) closeReason: string | null;
  @ObjectField(() => PublishingCompanyView, { nullable: true }) company: PublishingCompanyView | null;
  @ObjectField(() => OriginView, { optional: true }) origin?: OriginView;
  @IntegerField({ min: 1, max: MOST }) version: number;
  @TimeField() publishedAt: string;
  @TimeField() versionPublishedAt: string;
}

/** A demand as a company reads it that answered it. */
export class AnsweredDemandView extends DemandView {
  @ObjectField(() => Text, { nullable: true, description: 'Why the secretariat has taken it down.' })
  takenDownReason: TextView | null;
}
