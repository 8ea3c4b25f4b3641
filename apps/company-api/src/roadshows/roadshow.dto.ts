import {
  BooleanField,
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
} from '@shuqiao/platform';
import { ROADSHOW_KINDS, ROADSHOW_STATUSES, type RoadshowKind, type RoadshowStatus } from '@shuqiao/roadshows';

import { SessionNowView } from './agenda.dto';

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
  @IntegerField({ min: 1, max: 1_000_000, nullable: true }) agendaVersion: number | null;
}

export class RoadshowWithAgendaView extends RoadshowView {
  @TimeField({ nullable: true }) agendaPublishedAt: string | null;
  @ObjectField(() => SessionNowView, { list: { max: 200 }, description: 'As published in `agendaVersion`.' })
  sessions: SessionNowView[];
}

export class RoadshowPageView {
  @ObjectField(() => RoadshowView, { list: { max: 100 } }) items: RoadshowView[];
  @TextField({ max: 600, nullable: true }) nextCursor: string | null;
}
