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
  type PitchContent,
  type PitchDetail,
  type PitchSlides,
  type PitchSlot,
  type PitchStatus,
  type PitchWithDecision,
} from '@shuqiao/roadshows';
import { DecisionView } from '../companies/profile.view';

const Title = taggedTextDto(200);
const Abstract = taggedTextDto(5_000);
type Tagged = InstanceType<typeof Title>;

/** All of an application to pitch. */
export class PitchDto implements PitchContent {
  @ObjectField(() => Title) title: Tagged;
  @ObjectField(() => Abstract) abstract: Tagged;
  @LanguageTagField({ list: { min: 1, max: 5, unique: true }, description: 'In which it can be held.' })
  languages: string[];
  @IdField({ nullable: true, description: 'A product of the company.' }) productId: string | null;
  @IdField({ nullable: true, description: 'An open demand that it answers.' }) demandId: string | null;
  @IdField({
    list: { min: 1, max: 5, unique: true },
    description: 'Members who agreed to be named in the agenda. They have to be there for the slot.',
  })
  speakerAccountIds: string[];
}

export class NewPitchDto extends PitchDto {
  @IdField() roadshowId: string;
}

export class PitchQuery extends PageQuery {}

export class SlotView implements PitchSlot {
  @IdField() sessionId: string;
  @TimeField() startsAt: string;
  @TimeField() endsAt: string;
}

export class SlidesView implements PitchSlides {
  @TimeField({ nullable: true, description: 'Null while nobody has asked for them.' }) dueAt: string | null;
  @TimeField({ nullable: true }) uploadedAt: string | null;
  @TextField({ max: 200, nullable: true }) name: string | null;
  @BooleanField() overdue: boolean;
}

export class PitchView extends PitchDto implements PitchDetail {
  @IdField() id: string;
  @IdField() roadshowId: string;
  @IdField() companyId: string;
  @EnumField(PITCH_STATUSES) status: PitchStatus;
  @ObjectField(() => SlotView, { nullable: true }) slot: SlotView | null;
  @ObjectField(() => SlidesView) slides: SlidesView;
  @TimeField() createdAt: string;
  @IntegerField({ min: 1, max: 1_000_000 }) version: number;
}

export class PitchWithDecisionView extends PitchView implements PitchWithDecision {
  @ObjectField(() => DecisionView, { nullable: true }) decision: PitchWithDecision['decision'];
}

export class PitchPageView {
  @ObjectField(() => PitchView, { list: { max: 100 } }) items: PitchView[];
  @TextField({ max: 600, nullable: true }) nextCursor: string | null;
}

export function contentOf(body: PitchDto): PitchContent {
  const { title, abstract, languages, productId, demandId, speakerAccountIds } = body;
  return {
    title: { lang: title.lang, text: title.text },
    abstract: { lang: abstract.lang, text: abstract.text },
    languages,
    productId,
    demandId,
    speakerAccountIds,
  };
}
