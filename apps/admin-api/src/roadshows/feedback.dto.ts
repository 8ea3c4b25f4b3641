import {
  BooleanField,
  DecimalField,
  IdField,
  IntegerField,
  ObjectField,
  taggedTextDto,
  TextField,
  TimeField,
} from '@shuqiao/platform';
import type { FeedbackEntry, FeedbackSummary, MarkSummary, YesSummary } from '@shuqiao/roadshows';

const Comment = taggedTextDto(4_000);
const Mark = () => IntegerField({ min: 1, max: 5, nullable: true });
const Count = () => IntegerField({ min: 0, max: 5000 });

export class FeedbackEntryView implements FeedbackEntry {
  @IdField() bookingId: string;
  @IdField() companyId: string;
  @IntegerField({ min: 1, max: 5 }) rating: number;
  @Mark() content: number | null;
  @Mark() organisation: number | null;
  @Mark() interpretation: number | null;
  @BooleanField({ nullable: true }) wouldComeAgain: boolean | null;
  @BooleanField({ nullable: true }) foundPartners: boolean | null;
  @ObjectField(() => Comment, { nullable: true }) comment: InstanceType<typeof Comment> | null;
  @TimeField() updatedAt: string;
}

export class FeedbackPageView {
  @ObjectField(() => FeedbackEntryView, { list: { max: 100 } }) items: FeedbackEntryView[];
  @TextField({ max: 600, nullable: true }) nextCursor: string | null;
}

class MarkSummaryView implements MarkSummary {
  @DecimalField({ min: 1, max: 5, nullable: true, description: 'Null while nobody has answered.' })
  average: number | null;

  @Count() answers: number;
}

class YesSummaryView implements YesSummary {
  @Count() yes: number;
  @Count() answers: number;
}

export class FeedbackSummaryView implements FeedbackSummary {
  @IdField() sessionId: string;
  @Count() attended: number;
  @ObjectField(() => MarkSummaryView) rating: MarkSummaryView;
  @ObjectField(() => MarkSummaryView) content: MarkSummaryView;
  @ObjectField(() => MarkSummaryView) organisation: MarkSummaryView;
  @ObjectField(() => MarkSummaryView) interpretation: MarkSummaryView;

  @IntegerField({ min: 0, max: 5000, list: { min: 5, max: 5 }, description: 'How many gave 1, 2, 3, 4 and 5.' })
  ratings: number[];

  @ObjectField(() => YesSummaryView) wouldComeAgain: YesSummaryView;
  @ObjectField(() => YesSummaryView) foundPartners: YesSummaryView;
}
