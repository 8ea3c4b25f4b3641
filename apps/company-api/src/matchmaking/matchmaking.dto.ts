import type { CompanyCard } from '@shuqiao/companies';
import type { ExplainedFactor } from '@shuqiao/matching';
import {
  BooleanField,
  EnumField,
  IdField,
  IntegerField,
  LanguageTagField,
  localizedTextDto,
  ObjectField,
  PageQuery,
  taggedTextDto,
  TextField,
  TimeField,
  TimeZoneField,
} from '@shuqiao/platform';
import {
  type Counterpart,
  DAY_STATUSES,
  type DayStatus,
  type Half,
  HALVES,
  MEETING_ORIGINS,
  MEETING_REASONS,
  MEETING_STATUSES,
  type MeetingDetail,
  type MeetingPlace,
  type MeetingStatus,
  type Participation,
  PARTICIPATION_STATUSES,
  type ParticipationContent,
  type PublicDay,
  type Slot,
  type Wish,
  WISHES,
} from '@shuqiao/roadshows';
import { ApiProperty } from '@nestjs/swagger';
import { FactorView, MatchedCompanyCardView } from '../matching/match.dto';

const Place = localizedTextDto(500);
const Message = taggedTextDto(2_000);
type Localized = InstanceType<typeof Place>;

export class SlotView implements Slot {
  @IntegerField({ min: 1, max: 31 }) number: number;
  @EnumField(HALVES) half: Half;
  @TimeField() startsAt: string;
  @TimeField() endsAt: string;
}

export class PublicDayView implements PublicDay {
  @IdField() id: string;
  @IdField() roadshowId: string;
  @ObjectField(() => Place, { description: 'Where the tables stand.' }) place: Localized;
  @IdField({ nullable: true }) roomId: string | null;
  @IntegerField({ min: 1, max: 1000 }) tables: number;
  @IntegerField({ min: 0, max: 30, nullable: true }) fairness: number | null;
  @TimeField({ description: 'Until when companies may join, wish and ask.' }) wishesCloseAt: string;
  @IntegerField({ min: 1, max: 200 }) requestsPerCompany: number;
  @ObjectField(() => SlotView, { list: { max: 31 } }) slots: SlotView[];
  @EnumField(DAY_STATUSES) status: DayStatus;
  @IntegerField({ min: 1, max: 1_000_000 }) version: number;
}

export class ParticipationDto implements ParticipationContent {
  @IdField({
    list: { min: 1, max: 10, unique: true },
    description: 'Members of the company; the first who is free sits at the table.',
  })
  delegates: string[];

  @IntegerField({ min: 1, max: 10, optional: true, description: 'Counterparts that it meets at one time.' })
  parallel: number = 1;

  @EnumField(HALVES, { nullable: true, optional: true, description: 'The half of the day it comes for; null: either.' })
  half: Half | null = null;

  @IntegerField({
    min: 1,
    max: 31,
    optional: true,
    list: { max: 31, unique: true },
    description: 'Slots in which it is away.',
  })
  unavailable: number[] = [];

  @LanguageTagField({ list: { min: 1, max: 10, unique: true } }) languages: string[];
}

export class JoinDto extends ParticipationDto {
  @IdField() companyId: string;
}

export class ParticipationView implements Participation {
  @IdField() id: string;
  @IdField() dayId: string;
  @IdField() companyId: string;
  @EnumField(PARTICIPATION_STATUSES) status: Participation['status'];
  @IdField({ list: { max: 10 } }) delegates: string[];
  @IntegerField({ min: 1, max: 10 }) parallel: number;
  @EnumField(HALVES, { nullable: true }) half: Half | null;
  @IntegerField({ min: 1, max: 31, list: { max: 31 } }) unavailable: number[];
  @LanguageTagField({ list: { max: 10 } }) languages: string[];
  @IntegerField({ min: 1, max: 1_000_000 }) version: number;
}

export class ParticipationPageView {
  @ObjectField(() => ParticipationView, { list: { max: 100 } }) items: ParticipationView[];
  @TextField({ max: 600, nullable: true }) nextCursor: string | null;
}

export class WishDto {
  @EnumField(WISHES, { description: '`no` is a veto that nobody learns of.' }) wish: Wish;
}

export class CounterpartQuery extends PageQuery {
  @EnumField(WISHES, { optional: true, description: 'Only those of whom one wishes this.' }) wish?: Wish;
}

export class CounterpartView implements Counterpart {
  @IdField() companyId: string;
  @ObjectField(() => MatchedCompanyCardView, { nullable: true }) company: CompanyCard | null;
  @LanguageTagField({ list: { max: 10 } }) languages: string[];
  @EnumField(WISHES, { nullable: true, description: 'One’s own wish; that of the other is never shown.' })
  wish: Wish | null;
  @IdField({ nullable: true }) meetingId: string | null;
  @EnumField(MEETING_STATUSES, { nullable: true }) meetingStatus: MeetingStatus | null;
}

export class CounterpartPageView {
  @ObjectField(() => CounterpartView, { list: { max: 100 } }) items: CounterpartView[];
  @TextField({ max: 600, nullable: true }) nextCursor: string | null;
}

export class SuggestedMatchView {
  @IdField() demandId: string;
  @IdField() companyId: string;
  @ApiProperty({ type: 'number', minimum: 0, maximum: 1 }) score: number;
  @ObjectField(() => FactorView, { list: { max: 20 } }) factors: readonly ExplainedFactor[];
  @TimeField() computedAt: string;
}

export class MeetingSuggestionView {
  @IdField() companyId: string;
  @ObjectField(() => MatchedCompanyCardView, { nullable: true }) company: CompanyCard | null;
  @ApiProperty({ type: 'number', minimum: 0, maximum: 1 }) score: number;
  @ObjectField(() => SuggestedMatchView, { nullable: true, description: 'A demand of one’s own that it could serve.' })
  seeks: SuggestedMatchView | null;
  @ObjectField(() => SuggestedMatchView, { nullable: true, description: 'A demand of its own that one could serve.' })
  offers: SuggestedMatchView | null;
}

export class MeetingRequestDto {
  @IdField() counterpartId: string;
  @ObjectField(() => Message, { nullable: true, optional: true }) message: InstanceType<typeof Message> | null = null;
}

export class MeetingQuery extends PageQuery {
  @IdField({ optional: true }) dayId?: string;
  @EnumField(MEETING_STATUSES, { optional: true, list: { max: 8, unique: true, fromQuery: true } })
  status?: MeetingStatus[];
}

export class MeetingPlaceView implements MeetingPlace {
  @IntegerField({ min: 1, max: 31 }) slot: number;
  @IntegerField({ min: 1, max: 1000 }) table: number;
  @TimeField() startsAt: string;
  @TimeField() endsAt: string;
}

export class MeetingView implements MeetingDetail {
  @IdField() id: string;
  @IdField() dayId: string;
  @IdField() roadshowId: string;
  @IdField() companyId: string;
  @IdField() counterpartId: string;
  @EnumField(MEETING_STATUSES) status: MeetingStatus;
  @EnumField(MEETING_REASONS, { nullable: true }) reason: MeetingDetail['reason'];
  @EnumField(MEETING_ORIGINS) origin: MeetingDetail['origin'];
  @BooleanField({ nullable: true, description: 'Null where nobody had to ask.' }) requestedByUs: boolean | null;
  @ObjectField(() => Message, { nullable: true }) message: MeetingDetail['message'];
  @TimeField({ nullable: true, description: 'When the request lapses unless it is answered.' }) expiresAt:
    string | null;
  @ObjectField(() => MeetingPlaceView, { nullable: true, description: 'Known once the schedule is released.' })
  place: MeetingPlaceView | null;
  @ObjectField(() => Place) venue: Localized;
  @TimeZoneField() timeZone: string;
  @BooleanField({ description: 'Whether the service centre sends an interpreter.' }) isInterpreted: boolean;
  @IdField({ nullable: true, description: 'Who of one’s own company sits at the table.' }) delegateAccountId:
    string | null;
  @IntegerField({ min: 1, max: 1_000_000 }) version: number;
}

export class MeetingWithCounterpartView extends MeetingView {
  @ObjectField(() => MatchedCompanyCardView, { nullable: true }) counterpart: CompanyCard | null;
}

export class MeetingPageView {
  @ObjectField(() => MeetingWithCounterpartView, { list: { max: 100 } }) items: MeetingWithCounterpartView[];
  @TextField({ max: 600, nullable: true }) nextCursor: string | null;
}
