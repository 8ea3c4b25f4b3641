import {
  BooleanField,
  EnumField,
  IdField,
  IntegerField,
  LanguageTagField,
  localizedTextDto,
  ObjectField,
  TimeField,
} from '@shuqiao/platform';
import {
  type NewSession,
  type SessionContent,
  type SessionDetail,
  type SessionSeats,
  type SessionTime,
  WAITLIST_RULES,
  type WaitlistRule,
} from '@shuqiao/roadshows';

const Title = localizedTextDto(300);
type Localized = InstanceType<typeof Title>;
const ONLINE = 'How many of the seats are online: they need none in the room.';

export class SessionTimeDto implements SessionTime {
  @IdField({ nullable: true, description: 'A room of the roadshow’s venue; null online, or while it is not known.' })
  roomId: string | null;
  @TimeField() startsAt: string;
  @TimeField() endsAt: string;
}

export class CapacityDto implements SessionSeats {
  @IntegerField({ min: 1, max: 5000 }) capacity: number;
  @IntegerField({ min: 0, max: 5000, optional: true, description: ONLINE }) onlineSeats: number = 0;
}

export class WaitlistRulesDto {
  @EnumField(WAITLIST_RULES, {
    list: { max: 4, unique: true },
    description: 'The first weighs most; an empty list leaves the order of the queue.',
  })
  rules: WaitlistRule[];
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
  @IdField({ nullable: true, description: 'A room of the roadshow’s venue; null online, or while it is not known.' })
  roomId: string | null;
  @TimeField() startsAt: string;
  @TimeField() endsAt: string;
  @IntegerField({ min: 1, max: 5000 }) capacity: number;
  @IntegerField({ min: 0, max: 5000, optional: true, description: ONLINE }) onlineSeats: number = 0;
  @BooleanField({ optional: true }) requiresApproval: boolean = false;
  @IntegerField({ min: 1, max: 100, optional: true }) delegatesPerCompany: number = 5;
}

export class SessionView extends NewSessionDto implements SessionDetail {
  @IdField() id: string;
  @IdField() roadshowId: string;
  @ObjectField(() => Title, { nullable: true }) roomName: Localized | null;
  @IntegerField({ min: 0, max: 5000 }) seatsTaken: number;
  @EnumField(WAITLIST_RULES, { list: { max: 4 } }) waitlistRules: WaitlistRule[];
  @IntegerField({ min: 0, max: 1_000_000 }) waiting: number;
  @TimeField({ nullable: true }) cancelledAt: string | null;
  @IntegerField({ min: 1, max: 1_000_000 }) version: number;
}
