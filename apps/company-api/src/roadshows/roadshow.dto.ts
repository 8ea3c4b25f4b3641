import {
  BooleanField,
  CountryField,
  DateField,
  EnumField,
  IdField,
  IntegerField,
  LanguageTagField,
  localizedTextDto,
  ObjectField,
  PageQuery,
  TextField,
  TimeField,
  TimeZoneField,
} from '@shuqiao/platform';
import {
  ROADSHOW_KINDS,
  ROADSHOW_STATUSES,
  type RoadshowKind,
  type RoadshowStatus,
  WAITLIST_RULES,
  type WaitlistRule,
} from '@shuqiao/roadshows';

const Title = localizedTextDto(300);
const Description = localizedTextDto(10_000);
const Place = localizedTextDto(500);
const Reason = localizedTextDto(2_000);
type Localized = InstanceType<typeof Title>;

export class RoadshowQuery extends PageQuery {
  @EnumField(ROADSHOW_KINDS, { optional: true })
  kind?: RoadshowKind;

  @CountryField({ optional: true })
  country?: string;

  @BooleanField({ optional: true, fromQuery: true, description: 'Only what is not over, the next first.' })
  upcoming?: boolean;
}

export class AgendaEntryView {
  @IdField() id: string;
  @ObjectField(() => Title) title: Localized;
  @ObjectField(() => Title, { nullable: true, description: 'Null online.' }) room: Localized | null;
  @LanguageTagField({ list: { min: 1, max: 10 } }) languages: string[];
  @TimeField() startsAt: string;
  @TimeField() endsAt: string;
  @IntegerField({ min: 1, max: 5000 }) capacity: number;
  @IntegerField({ min: 0, max: 5000, description: 'How many of them are online.' }) onlineSeats: number;
  @IntegerField({ min: 0, max: 5000, description: 'None while somebody waits.' }) freeSeats: number;
  @IntegerField({ min: 0, max: 1_000_000 }) waiting: number;
  @BooleanField() requiresApproval: boolean;
  @IntegerField({ min: 1, max: 100 }) delegatesPerCompany: number;

  @EnumField(WAITLIST_RULES, { list: { max: 3 }, description: 'By what the waitlist is ordered before the queue.' })
  waitlistRules: WaitlistRule[];
}

export class VenueView {
  @ObjectField(() => Title) name: Localized;
  @ObjectField(() => Place) address: Localized;
}

export class RoadshowView {
  @IdField() id: string;
  @EnumField(ROADSHOW_KINDS) kind: RoadshowKind;
  @ObjectField(() => Title) title: Localized;
  @ObjectField(() => Description) description: Localized;
  @ObjectField(() => VenueView, { nullable: true, description: 'Null when it takes place online only.' })
  venue: VenueView | null;
  @ObjectField(() => Place) city: Localized;
  @CountryField() country: string;
  @TimeZoneField() timeZone: string;
  @DateField() startsOn: string;
  @DateField() endsOn: string;
  @TimeField() registrationOpensAt: string;
  @TimeField() registrationClosesAt: string;
  @BooleanField({ description: 'Whether one can take part online; the link is in the booking.' }) online: boolean;

  @IntegerField({ min: 1, max: 1000, nullable: true, description: 'Bookings per company in all sessions together.' })
  bookingsPerCompany: number | null;

  @EnumField(ROADSHOW_STATUSES) status: RoadshowStatus;
  @ObjectField(() => Reason, { nullable: true }) cancellationReason: Localized | null;
}

export class RoadshowWithAgendaView extends RoadshowView {
  @ObjectField(() => AgendaEntryView, { list: { max: 200 } }) sessions: AgendaEntryView[];
}

export class RoadshowPageView {
  @ObjectField(() => RoadshowView, { list: { max: 100 } }) items: RoadshowView[];
  @TextField({ max: 600, nullable: true }) nextCursor: string | null;
}
