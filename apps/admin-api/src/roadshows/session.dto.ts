import {
  BooleanField,
  IdField,
  IntegerField,
  LanguageTagField,
  localizedTextDto,
  ObjectField,
  TextField,
  TimeField,
} from '@shuqiao/platform';
import type { NewSession, SessionContent, SessionDetail, SessionTime } from '@shuqiao/roadshows';

const Title = localizedTextDto(300);
type Localized = InstanceType<typeof Title>;

export class SessionTimeDto implements SessionTime {
  @TextField({ max: 100 }) room: string;
  @TimeField() startsAt: string;
  @TimeField() endsAt: string;
}

export class CapacityDto {
  @IntegerField({ min: 1, max: 5000 }) capacity: number;
}

/** What is said about a session; its time and its capacity have routes of their own. */
export class SessionContentDto implements SessionContent {
  @ObjectField(() => Title) title: Localized;
  @LanguageTagField({ list: { min: 1, max: 10, unique: true } }) languages: string[];
  @BooleanField() requiresApproval: boolean;
  @IntegerField({ min: 1, max: 100 }) delegatesPerCompany: number;
}

export class NewSessionDto implements NewSession {
  @ObjectField(() => Title) title: Localized;
  @LanguageTagField({ list: { min: 1, max: 10, unique: true } }) languages: string[];
  @TextField({ max: 100 }) room: string;
  @TimeField() startsAt: string;
  @TimeField() endsAt: string;
  @IntegerField({ min: 1, max: 5000 }) capacity: number;
  @BooleanField({ optional: true }) requiresApproval: boolean = false;
  @IntegerField({ min: 1, max: 100, optional: true }) delegatesPerCompany: number = 5;
}

export class SessionView extends NewSessionDto implements SessionDetail {
  @IdField() id: string;
  @IdField() roadshowId: string;
  @IntegerField({ min: 0, max: 5000 }) seatsTaken: number;
  @IntegerField({ min: 0, max: 1_000_000 }) waiting: number;
  @IntegerField({ min: 1, max: 1_000_000 }) version: number;
}
