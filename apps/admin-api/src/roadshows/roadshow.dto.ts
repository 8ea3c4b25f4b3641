import {
  CountryField,
  DateField,
  EnumField,
  IdField,
  IntegerField,
  localizedTextDto,
  ObjectField,
  PageQuery,
  TextField,
  TimeField,
  TimeZoneField,
  UrlField,
} from '@shuqiao/platform';
import {
  ROADSHOW_KINDS,
  ROADSHOW_STATUSES,
  type RoadshowInput,
  type RoadshowKind,
  type RoadshowStatus,
} from '@shuqiao/roadshows';

const Title = localizedTextDto(300);
const Description = localizedTextDto(10_000);
const Place = localizedTextDto(500);
const Reason = localizedTextDto(2_000);
type Localized = InstanceType<typeof Title>;

class RoadshowFields {
  @EnumField(ROADSHOW_KINDS) kind: RoadshowKind;
  @ObjectField(() => Title) title: Localized;
  @ObjectField(() => Description) description: Localized;
  @IdField({ nullable: true, description: 'Null when it takes place online only.' }) venueId: string | null;
  @DateField({ description: 'Local to the time zone.' }) startsOn: string;
  @DateField() endsOn: string;
  @TimeField() registrationOpensAt: string;
  @TimeField() registrationClosesAt: string;
  @UrlField({ nullable: true, description: 'Shown to who holds a seat.' }) onlineLink: string | null;

  @IntegerField({
    min: 1,
    max: 1000,
    nullable: true,
    optional: true,
    description: 'Bookings that one company may have at once in all sessions together; null for any number.',
  })
  bookingsPerCompany: number | null = null;
}

const FROM_VENUE = 'The venue’s, and then it can be left out; needed without one.';

/** All of a roadshow: a PUT replaces it as a whole. */
export class RoadshowDto extends RoadshowFields implements RoadshowInput {
  @ObjectField(() => Place, { optional: true, description: FROM_VENUE }) city?: Localized;
  @CountryField({ optional: true, description: FROM_VENUE }) country?: string;
  @TimeZoneField({ optional: true, description: FROM_VENUE }) timeZone?: string;
}

export class CancelRoadshowDto {
  @ObjectField(() => Reason, { description: 'Told to everybody who booked.' }) reason: Localized;
}

export class RoadshowQuery extends PageQuery {
  @EnumField(ROADSHOW_STATUSES, { optional: true }) status?: RoadshowStatus;
}

export class RoadshowView extends RoadshowFields {
  @ObjectField(() => Place) city: Localized;
  @CountryField() country: string;
  @TimeZoneField() timeZone: string;
  @IdField() id: string;
  @EnumField(ROADSHOW_STATUSES) status: RoadshowStatus;
  @ObjectField(() => Reason, { nullable: true }) cancellationReason: Localized | null;
  @IntegerField({ min: 1, max: 1_000_000, nullable: true, description: 'The version of the agenda that is public.' })
  agendaVersion: number | null;
  @TimeField() createdAt: string;
  @TimeField() updatedAt: string;
  @IntegerField({ min: 1, max: 1_000_000 }) version: number;
}

export class RoadshowPageView {
  @ObjectField(() => RoadshowView, { list: { max: 100 } }) items: RoadshowView[];
  @TextField({ max: 600, nullable: true }) nextCursor: string | null;
}
