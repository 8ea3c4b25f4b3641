import {
  CountryField,
  IdField,
  IntegerField,
  localizedTextDto,
  ObjectField,
  PageQuery,
  TextField,
  TimeField,
  TimeZoneField,
} from '@shuqiao/platform';
import type { RoomContent, RoomDetail, VenueContent, VenueDetail, VenueWithRooms } from '@shuqiao/roadshows';

const Name = localizedTextDto(300);
const Place = localizedTextDto(500);
type Localized = InstanceType<typeof Name>;

/** All of a venue: a PUT replaces it as a whole; its rooms have routes of their own. */
export class VenueDto implements VenueContent {
  @ObjectField(() => Name) name: Localized;
  @ObjectField(() => Place) address: Localized;
  @ObjectField(() => Place) city: Localized;
  @CountryField({ description: 'Fixed once a roadshow names the venue.' }) country: string;
  @TimeZoneField({ description: 'Fixed once a roadshow names the venue.' }) timeZone: string;
}

export class RoomDto implements RoomContent {
  @ObjectField(() => Name) name: Localized;
  @IntegerField({ min: 1, max: 5000 }) seats: number;
  @IntegerField({ min: 0, max: 1000, description: 'For one-to-one meetings.' }) tables: number;
}

export class VenueQuery extends PageQuery {}

export class RoomView extends RoomDto implements RoomDetail {
  @IdField() id: string;
  @IdField() venueId: string;
  @IntegerField({ min: 1, max: 1_000_000 }) version: number;
}

export class VenueView extends VenueDto implements VenueDetail {
  @IdField() id: string;
  @IntegerField({ min: 1, max: 1_000_000 }) version: number;
  @TimeField() createdAt: string;
  @TimeField() updatedAt: string;
}

export class VenueWithRoomsView extends VenueView implements VenueWithRooms {
  @ObjectField(() => RoomView, { list: { max: 100 } }) rooms: RoomView[];
}

export class VenuePageView {
  @ObjectField(() => VenueView, { list: { max: 100 } }) items: VenueView[];
  @TextField({ max: 600, nullable: true }) nextCursor: string | null;
}
