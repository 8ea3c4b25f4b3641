import {
  EnumField,
  IdField,
  IntegerField,
  LanguageTagField,
  localizedTextDto,
  ObjectField,
  PageQuery,
  TextField,
  TimeField,
} from '@shuqiao/platform';
import {
  DAY_STATUSES,
  type DayContent,
  type DayDetail,
  type DayInterpreter,
  type DayStatus,
  type DeskMeeting,
  type Half,
  HALVES,
  MEETING_ORIGINS,
  MEETING_REASONS,
  MEETING_STATUSES,
  type MeetingBan,
  type MeetingPlace,
  type MeetingSettings,
  type MeetingStatus,
  type Participation,
  PARTICIPATION_STATUSES,
  type Slot,
  type SlotTime,
} from '@shuqiao/roadshows';

const Place = localizedTextDto(500);
type Localized = InstanceType<typeof Place>;

export class SlotTimeDto implements SlotTime {
  @EnumField(HALVES) half: Half;
  @TimeField() startsAt: string;
  @TimeField() endsAt: string;
}

/** All of a day of one-to-one meetings: a PUT replaces it as a whole. */
export class DayDto implements DayContent {
  @ObjectField(() => Place, {
    nullable: true,
    optional: true,
    description: 'Where the tables stand, where that is no room of the venue.',
  })
  place: Localized | null = null;
  @IdField({ nullable: true, optional: true, description: 'A room of the roadshow’s venue.' }) roomId: string | null =
    null;
  @IntegerField({ min: 1, max: 1000, description: 'Meetings that fit into one slot.' }) tables: number;
  @IntegerField({
    min: 0,
    max: 30,
    nullable: true,
    optional: true,
    description: 'The most that the breaks of any two companies may differ by; null: by any number.',
  })
  fairness: number | null = 2;
  @TimeField({ description: 'Until when companies may join, wish and ask.' }) wishesCloseAt: string;
  @IntegerField({ min: 1, max: 200, optional: true, description: 'Unanswered requests of one company at a time.' })
  requestsPerCompany: number = 20;
  @ObjectField(() => SlotTimeDto, { list: { min: 1, max: 31 }, description: 'In order; numbered from 1.' })
  slots: SlotTimeDto[];
}

export class SlotView extends SlotTimeDto implements Slot {
  @IntegerField({ min: 1, max: 31 }) number: number;
}

export class DayView implements DayDetail {
  @IdField() id: string;
  @IdField() roadshowId: string;
  @ObjectField(() => Place) place: Localized;
  @IdField({ nullable: true }) roomId: string | null;
  @IntegerField({ min: 1, max: 1000 }) tables: number;
  @IntegerField({ min: 0, max: 30, nullable: true }) fairness: number | null;
  @TimeField() wishesCloseAt: string;
  @IntegerField({ min: 1, max: 200 }) requestsPerCompany: number;
  @ObjectField(() => SlotView, { list: { max: 31 } }) slots: SlotView[];
  @EnumField(DAY_STATUSES) status: DayStatus;
  @IntegerField({ min: 0, max: 1_000_000 }) participants: number;
  @IntegerField({ min: 1, max: 1_000_000 }) version: number;
}

export class DeskParticipationView implements Participation {
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

export class DeskParticipationPageView {
  @ObjectField(() => DeskParticipationView, { list: { max: 100 } }) items: DeskParticipationView[];
  @TextField({ max: 600, nullable: true }) nextCursor: string | null;
}

export class MeetingSettingsDto implements MeetingSettings {
  @EnumField(HALVES, { nullable: true, optional: true }) half: Half | null = null;
  @IntegerField({ min: 1, max: 31, nullable: true, optional: true }) fixedSlot: number | null = null;
  @IntegerField({
    min: 1,
    max: 100,
    nullable: true,
    optional: true,
    description: 'What it counts where not all meetings fit; null: by how much both wish it (2 to 6).',
  })
  weight: number | null = null;
  @IdField({
    optional: true,
    list: { max: 50, unique: true },
    description: 'Meetings that take place in an earlier slot.',
  })
  after: string[] = [];
}

export class NewMeetingDto extends MeetingSettingsDto {
  @IdField({ list: { min: 2, max: 2, unique: true } }) companyIds: [string, string];
}

export class DeskMeetingQuery extends PageQuery {
  @EnumField(MEETING_STATUSES, { optional: true, list: { max: 8, unique: true, fromQuery: true } })
  status?: MeetingStatus[];
  @IdField({ optional: true }) companyId?: string;
}

export class DeskMeetingPlaceView implements MeetingPlace {
  @IntegerField({ min: 1, max: 31 }) slot: number;
  @IntegerField({ min: 1, max: 1000 }) table: number;
  @TimeField() startsAt: string;
  @TimeField() endsAt: string;
}

export class DeskMeetingView implements DeskMeeting {
  @IdField() id: string;
  @IdField() dayId: string;
  @IdField({ list: { min: 2, max: 2 } }) companyIds: [string, string];
  @EnumField(MEETING_STATUSES) status: MeetingStatus;
  @EnumField(MEETING_REASONS, { nullable: true }) reason: DeskMeeting['reason'];
  @EnumField(MEETING_ORIGINS) origin: DeskMeeting['origin'];
  @IdField({ nullable: true }) requestedBy: string | null;
  @TimeField({ nullable: true }) expiresAt: string | null;
  @EnumField(HALVES, { nullable: true }) half: Half | null;
  @IntegerField({ min: 1, max: 31, nullable: true }) fixedSlot: number | null;
  @IntegerField({ min: 1, max: 100 }) weight: number;
  @ObjectField(() => DeskMeetingPlaceView, { nullable: true }) place: DeskMeetingPlaceView | null;
  @IdField({ nullable: true }) interpreterId: string | null;
  @IdField({ list: { max: 50 } }) after: string[];
  @IntegerField({ min: 1, max: 1_000_000 }) version: number;
}

export class DeskMeetingPageView {
  @ObjectField(() => DeskMeetingView, { list: { max: 100 } }) items: DeskMeetingView[];
  @TextField({ max: 600, nullable: true }) nextCursor: string | null;
}

export class MeetingAttendanceDto {
  @EnumField(['held', 'no_show']) status: 'held' | 'no_show';
}

export class MeetingBanDto {
  @IdField({ list: { min: 2, max: 2, unique: true } }) companyIds: [string, string];
  @TextField({ max: 1_000, description: 'For the secretariat only.' }) reason: string;
}

export class MeetingBanView extends MeetingBanDto implements MeetingBan {
  @IdField() id: string;
  @IdField() dayId: string;
}

export class MeetingBanPageView {
  @ObjectField(() => MeetingBanView, { list: { max: 100 } }) items: MeetingBanView[];
  @TextField({ max: 600, nullable: true }) nextCursor: string | null;
}

export class DayInterpreterDto implements DayInterpreter {
  @IdField() interpreterId: string;
  @IntegerField({ min: 1, max: 31, optional: true, list: { max: 31, unique: true }, description: 'Slots without him.' })
  unavailable: number[] = [];
}

/** All who interpret at a day: a PUT replaces the list as a whole. */
export class DayInterpretersDto {
  @ObjectField(() => DayInterpreterDto, { list: { max: 200 } }) interpreters: DayInterpreterDto[];
}

export class DayInterpretersView extends DayInterpretersDto {
  @IntegerField({ min: 1, max: 1_000_000, description: 'The version of the day.' }) version: number;
}
