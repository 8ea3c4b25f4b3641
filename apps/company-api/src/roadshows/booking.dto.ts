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
import { BOOKING_REASONS, BOOKING_STATUSES, type BookingDetail, type BookingStatus } from '@shuqiao/roadshows';

const Remark = taggedTextDto(1_000);

export class BookDto {
  @IdField() companyId: string;

  @IdField({ optional: true, description: 'A member of the company; the caller unless said otherwise.' })
  delegateAccountId?: string;
}

export class HandOverDto {
  @IdField({ description: 'A member of the same company.' }) delegateAccountId: string;
}

export class BookingQuery extends PageQuery {
  @EnumField(BOOKING_STATUSES, { optional: true, list: { max: 10, unique: true, fromQuery: true } })
  status?: BookingStatus[];
}

export class BookingView implements BookingDetail {
  @IdField() id: string;
  @IdField() roadshowId: string;
  @IdField() sessionId: string;
  @IdField() companyId: string;
  @IdField() delegateAccountId: string;
  @EnumField(BOOKING_STATUSES) status: BookingStatus;
  @EnumField(BOOKING_REASONS, { nullable: true }) reason: BookingDetail['reason'];
  @ObjectField(() => Remark, { nullable: true, description: 'Why it was declined.' }) remark: BookingDetail['remark'];

  @IntegerField({ min: 1, max: 1_000_000, nullable: true, description: 'The place in the queue while waitlisted.' })
  position: number | null;

  @TimeField({ nullable: true, description: 'Until when the offered seat is kept.' }) offerExpiresAt: string | null;
  @TimeField({ nullable: true, description: 'Until when the seat is held.' }) holdExpiresAt: string | null;
  @TimeField({ nullable: true, description: 'The earliest scan at the door.' }) checkedInAt: string | null;
  @TimeField() startsAt: string;
  @TimeField() endsAt: string;
  @UrlField({ nullable: true, description: 'Shown to who holds a seat.' }) onlineLink: string | null;
  @TimeField() createdAt: string;
  @IntegerField({ min: 1, max: 1_000_000 }) version: number;
}

export class BookingPageView {
  @ObjectField(() => BookingView, { list: { max: 100 } }) items: BookingView[];
  @TextField({ max: 600, nullable: true }) nextCursor: string | null;
}
