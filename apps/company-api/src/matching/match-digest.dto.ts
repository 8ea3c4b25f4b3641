import type { DigestSettings, DigestSettingsView, LinkedDismissal } from '@shuqiao/notifications';
import {
  BooleanField,
  DecimalField,
  IdField,
  IntegerField,
  ObjectField,
  taggedTextDto,
  TextField,
} from '@shuqiao/platform';

const Title = taggedTextDto(300);

export class MatchDigestDto implements DigestSettings {
  @BooleanField() enabled: boolean;
  @DecimalField({ min: 0, max: 1, description: 'The least score that is told of.' }) threshold: number;
  @IntegerField({ min: 1, max: 7, description: 'ISO 8601: 1 is Monday.' }) weekday: number;
  @IntegerField({ min: 0, max: 23, description: 'In each receiver’s own zone.' }) hour: number;
}

export class MatchDigestView extends MatchDigestDto implements DigestSettingsView {
  @IdField() companyId: string;
  @IntegerField({ min: 1, max: 2_147_483_647 }) version: number;
  @BooleanField({ description: 'Whether the reader gets the mail; viewers never do.' }) subscribed: boolean;
}

/** What a link "not for us" is about, and how it stands. */
export class LinkedDismissalView implements LinkedDismissal {
  @IdField() companyId: string;
  @TextField({ max: 300 }) companyName: string;
  @IdField() demandId: string;
  @ObjectField(() => Title) demandTitle: { lang: string; text: string };
  @BooleanField() dismissed: boolean;
}
