import { BooleanField, IntegerField, TimeField, UrlField } from '@shuqiao/platform';
import type {
  CalendarSubscription,
  NewCalendarSubscription,
  ReminderSettings,
  ReminderSettingsView,
} from '@shuqiao/roadshows';

export class CalendarSubscriptionView implements CalendarSubscription {
  @BooleanField() active: boolean;
  @TimeField({ nullable: true }) createdAt: string | null;
}

export class NewCalendarSubscriptionView implements NewCalendarSubscription {
  @UrlField({ description: 'Secret: whoever has it reads the calendar. It is said once.' }) url: string;
  @TimeField() createdAt: string;
}

export class RemindersDto implements ReminderSettings {
  @BooleanField({ description: 'A day before each session.' }) dayBefore: boolean;
  @BooleanField({ description: 'An hour before each session.' }) hourBefore: boolean;
}

export class RemindersView extends RemindersDto implements ReminderSettingsView {
  @IntegerField({ min: 1, max: 1_000_000 }) version: number;
}
