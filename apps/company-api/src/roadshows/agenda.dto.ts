import { ApiProperty } from '@nestjs/swagger';
import {
  BooleanField,
  EnumField,
  IdField,
  IntegerField,
  LanguageTagField,
  localizedTextDto,
  ObjectField,
  taggedTextDto,
  TextField,
  TimeField,
} from '@shuqiao/platform';
import {
  AGENDA_CHANGES,
  type AgendaChange,
  type AgendaChangeKind,
  type AgendaTime,
  type AgendaVersion,
  type LanguagePair,
  WAITLIST_RULES,
  type WaitlistRule,
} from '@shuqiao/roadshows';

const Title = localizedTextDto(300);
type Localized = InstanceType<typeof Title>;
const Name = taggedTextDto(200);
type Tagged = InstanceType<typeof Name>;
const PAIRS = 'Pairs of languages between which it is interpreted, both ways.';

export class SpeakerView {
  @ObjectField(() => Name) name: Tagged;
  @ObjectField(() => Name, { nullable: true }) organisation: Tagged | null;
  @IdField({ nullable: true, description: 'Null of a guest.' }) companyId: string | null;
  @IdField({ nullable: true, description: 'Which he holds.' }) pitchId: string | null;
}

const Abstract = taggedTextDto(5_000);

export class AgendaPitchView {
  @IdField() id: string;
  @IdField() companyId: string;
  @ObjectField(() => Name) company: Tagged;
  @ObjectField(() => Name) title: Tagged;
  @ObjectField(() => Abstract) abstract: Tagged;
  @LanguageTagField({ list: { min: 1, max: 5 } }) languages: string[];
  @TimeField() startsAt: string;
  @TimeField() endsAt: string;
}

/** A session as a version of the agenda says it. */
export class PublishedSessionView {
  @IdField() id: string;
  @ObjectField(() => Title) title: Localized;
  @ObjectField(() => Title, { nullable: true, description: 'Null online.' }) room: Localized | null;
  @LanguageTagField({ list: { min: 1, max: 10 } }) languages: string[];
  @ApiProperty({ description: PAIRS, type: 'array', items: { type: 'array', items: { type: 'string' } } })
  interpretation: LanguagePair[];
  @TimeField() startsAt: string;
  @TimeField() endsAt: string;
  @ObjectField(() => SpeakerView, { list: { max: 500 } }) speakers: SpeakerView[];
  @ObjectField(() => AgendaPitchView, { list: { max: 500 } }) pitches: AgendaPitchView[];
}

const SINCE = ['unchanged', 'changed', 'cancelled'] as const;

/** The same with what is so just now. */
export class SessionNowView extends PublishedSessionView {
  @EnumField(SINCE, { description: 'What its time and room have become since; the next version says how.' })
  since: (typeof SINCE)[number];
  @IntegerField({ min: 1, max: 5000 }) capacity: number;
  @IntegerField({ min: 0, max: 5000, description: 'How many of them are online.' }) onlineSeats: number;
  @IntegerField({ min: 0, max: 5000, description: 'None while somebody waits.' }) freeSeats: number;
  @IntegerField({ min: 0, max: 1_000_000 }) waiting: number;
  @BooleanField() requiresApproval: boolean;
  @IntegerField({ min: 1, max: 100 }) delegatesPerCompany: number;

  @EnumField(WAITLIST_RULES, { list: { max: 4 }, description: 'By what the waitlist is ordered before the queue.' })
  waitlistRules: WaitlistRule[];
}

export class AgendaTimeView implements AgendaTime {
  @TimeField() startsAt: string;
  @TimeField() endsAt: string;
}

export class AgendaChangeView implements AgendaChange {
  @EnumField(AGENDA_CHANGES) kind: AgendaChangeKind;
  @IdField() sessionId: string;
  @ObjectField(() => Title) title: Localized;
  @ObjectField(() => AgendaTimeView, { nullable: true }) fromTime: AgendaTimeView | null;
  @ObjectField(() => AgendaTimeView, { nullable: true }) toTime: AgendaTimeView | null;
  @ObjectField(() => Title, { nullable: true }) fromRoom: Localized | null;
  @ObjectField(() => Title, { nullable: true }) toRoom: Localized | null;
}

export class AgendaVersionView implements AgendaVersion {
  @IntegerField({ min: 1, max: 1_000_000 }) version: number;
  @TimeField() publishedAt: string;
  @ObjectField(() => AgendaChangeView, { list: { max: 1_000 }, description: 'Against the version before.' })
  changes: AgendaChangeView[];
}

export class WholeAgendaVersionView extends AgendaVersionView {
  @ObjectField(() => PublishedSessionView, { list: { max: 200 } }) sessions: PublishedSessionView[];
}

export class AgendaVersionPageView {
  @ObjectField(() => AgendaVersionView, { list: { max: 100 } }) items: AgendaVersionView[];
  @TextField({ max: 600, nullable: true }) nextCursor: string | null;
}
