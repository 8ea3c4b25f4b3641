import {
  BooleanField,
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
import {
  PITCH_STATUSES,
  type PitchDetail,
  type PitchSlides,
  type PitchSlot,
  type PitchStatus,
} from '@shuqiao/roadshows';

const Title = taggedTextDto(200);
const Abstract = taggedTextDto(5_000);
type Tagged = InstanceType<typeof Title>;

export class SlotDto implements PitchSlot {
  @IdField({ description: 'A session of the roadshow.' }) sessionId: string;
  @TimeField({ description: 'A whole number of minutes after its start.' }) startsAt: string;
  @TimeField() endsAt: string;
}

export class SlidesDeadlineDto {
  @TimeField() dueAt: string;
}

export class PitchQuery extends PageQuery {
  @EnumField(PITCH_STATUSES, { optional: true }) status?: PitchStatus;
  @BooleanField({ optional: true, fromQuery: true, description: 'Whether slides are overdue.' })
  slidesOverdue?: boolean;
}

export class SlidesView implements PitchSlides {
  @TimeField({ nullable: true, description: 'Null while nobody has asked for them.' }) dueAt: string | null;
  @TimeField({ nullable: true }) uploadedAt: string | null;
  @TextField({ max: 200, nullable: true }) name: string | null;
  @BooleanField() overdue: boolean;
}

export class PitchView implements PitchDetail {
  @IdField() id: string;
  @IdField() roadshowId: string;
  @IdField() companyId: string;
  @EnumField(PITCH_STATUSES) status: PitchStatus;
  @ObjectField(() => Title) title: Tagged;
  @ObjectField(() => Abstract) abstract: Tagged;
  @LanguageTagField({ list: { min: 1, max: 5 } }) languages: string[];
  @IdField({ nullable: true }) productId: string | null;
  @IdField({ nullable: true }) demandId: string | null;
  @IdField({ list: { min: 1, max: 5 } }) speakerAccountIds: string[];
  @ObjectField(() => SlotDto, { nullable: true }) slot: SlotDto | null;
  @ObjectField(() => SlidesView) slides: SlidesView;
  @TimeField() createdAt: string;
  @IntegerField({ min: 1, max: 1_000_000 }) version: number;
}

export class PitchPageView {
  @ObjectField(() => PitchView, { list: { max: 100 } }) items: PitchView[];
  @TextField({ max: 600, nullable: true }) nextCursor: string | null;
}

export class SlidesLinkView {
  @TextField({ max: 500 }) url: string;
  @TimeField() expiresAt: string;
}
