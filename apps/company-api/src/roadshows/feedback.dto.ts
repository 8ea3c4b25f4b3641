import { BooleanField, IdField, IntegerField, ObjectField, taggedTextDto, TimeField } from '@shuqiao/platform';
import type { Feedback, FeedbackAnswers } from '@shuqiao/roadshows';

const Comment = taggedTextDto(4_000);

const optional = { optional: true, nullable: true } as const;
const Mark = (description: string) => IntegerField({ min: 1, max: 5, ...optional, description });

/** What is asked after a session; only the rating is needed. */
export class FeedbackDto implements FeedbackAnswers {
  @IntegerField({ min: 1, max: 5, description: 'Of the session as a whole: 1 is poor, 5 very good.' }) rating: number;
  @Mark('What was presented.') content: number | null = null;
  @Mark('How it was organised.') organisation: number | null = null;
  @Mark('The interpretation.') interpretation: number | null = null;
  @BooleanField({ ...optional, description: 'Would you come again?' }) wouldComeAgain: boolean | null = null;
  @BooleanField({ ...optional, description: 'Have you met possible partners?' }) foundPartners: boolean | null = null;
  @ObjectField(() => Comment, optional) comment: InstanceType<typeof Comment> | null = null;
}

export class FeedbackView extends FeedbackDto implements Feedback {
  @IdField() bookingId: string;
  @TimeField({ description: 'Until when it can be changed.' }) closesAt: string;
  @TimeField() createdAt: string;
  @TimeField() updatedAt: string;
  @IntegerField({ min: 1, max: 1_000_000 }) version: number;
}
