import {
  EnumField,
  IdField,
  IntegerField,
  ObjectField,
  PageQuery,
  taggedTextDto,
  TextField,
  TimeField,
  UrlField,
} from '@shuqiao/platform';
import {
  BOOKING_REASONS,
  BOOKING_STATUSES,
  type BookingStatus,
  type DeskBooking,
  WAITLIST_RULES,
  type WaitlistRule,
} from '@shuqiao/roadshows';

const Remark = taggedTextDto(1_000);

export class DeclineDto {
  @ObjectField(() => Remark, { optional: true, nullable: true }) remark?: InstanceType<typeof Remark> | null;
}

export class AttendanceDto {
  @EnumField(['attended', 'no_show']) status: 'attended' | 'no_show';
}

export class BookingQuery extends PageQuery {
  @EnumField(BOOKING_STATUSES, { optional: true, list: { max: 10, unique: true, fromQuery: true } })
  status?: BookingStatus[];
}

export class BookingView implements DeskBooking {
  @IdField() id: string;
  @IdField() roadshowId: string;
  @IdField() sessionId: string;
  @IdField() companyId: string;
  @IdField() delegateAccountId: string;
  @EnumField(BOOKING_STATUSES) status: BookingStatus;
  @EnumField(BOOKING_REASONS, { nullable: true }) reason: DeskBooking['reason'];
  @ObjectField(() => Remark, { nullable: true }) remark: DeskBooking['remark'];
  @IntegerField({ min: 1, max: 1_000_000, nullable: true }) position: number | null;
  @IntegerField({ min: 1, max: 1_000_000, description: 'The order in which bookings came.' }) queueNumber: number;

  @EnumField(WAITLIST_RULES, {
    nullable: true,
    list: { max: 4 },
    description: 'Which of the session’s rules its company meets, while it waits.',
  })
  metRules: WaitlistRule[] | null;

  @TimeField({ nullable: true }) offerExpiresAt: string | null;
  @TimeField({ nullable: true }) holdExpiresAt: string | null;
  @TimeField({ nullable: true, description: 'The earliest scan at the door.' }) checkedInAt: string | null;
  @TimeField() startsAt: string;
  @TimeField() endsAt: string;
  @UrlField({ nullable: true }) onlineLink: string | null;
  @TimeField() createdAt: string;
  @IntegerField({ min: 1, max: 1_000_000 }) version: number;
}

export class BookingPageView {
  @ObjectField(() => BookingView, { list: { max: 100 } }) items: BookingView[];
  @TextField({ max: 600, nullable: true }) nextCursor: string | null;
}
