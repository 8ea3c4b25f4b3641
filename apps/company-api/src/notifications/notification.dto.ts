import { ApiProperty } from '@nestjs/swagger';
import { ALL_KINDS, type Kind, type MailboxMail } from '@shuqiao/notifications';
import {
  BooleanField,
  EmailField,
  EnumField,
  IdField,
  ObjectField,
  PageQuery,
  TextField,
  TimeField,
} from '@shuqiao/platform';

export class NotificationQuery extends PageQuery {
  @BooleanField({ optional: true, fromQuery: true, description: 'Only those not read yet.' })
  unread?: boolean;
}

export class NotificationItem {
  @IdField()
  id: string;

  @EnumField(ALL_KINDS)
  kind: Kind;

  @TextField({ max: 2000, description: 'In the reader’s language.' })
  title: string;

  @TextField({ max: 2000, description: 'Where one can act on it, in the web client.' })
  link: string;

  @ApiProperty({ type: 'object', additionalProperties: { type: 'string', format: 'uuid' } })
  ids: Record<string, string>;

  @TimeField()
  createdAt: string;

  @TimeField({ nullable: true })
  readAt: string | null;
}

export class NotificationPage {
  @ObjectField(() => NotificationItem, { list: { max: 100 } })
  items: NotificationItem[];

  @TextField({ max: 600, nullable: true })
  nextCursor: string | null;
}

export class MailQuery {
  @EmailField({ optional: true })
  to?: string;
}

export class MailView implements MailboxMail {
  @IdField()
  id: string;

  @EnumField(ALL_KINDS)
  kind: string;

  @EmailField()
  to: string;

  @EnumField(['zh', 'ru', 'en'])
  language: string;

  @TextField({ max: 2000 })
  subject: string;

  @TimeField()
  createdAt: string;

  @TextField({ max: 20_000, multiline: true })
  text: string;

  @TextField({ max: 40_000, multiline: true })
  html: string;

  @TextField({ max: 20_000, multiline: true, nullable: true, description: 'iCalendar, where it changes a calendar.' })
  calendar: string | null;
}

export class MailList {
  @ObjectField(() => MailView, { list: { max: 50 } })
  items: MailView[];
}
