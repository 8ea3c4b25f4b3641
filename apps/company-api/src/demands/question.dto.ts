import { IdField, ObjectField, PageQuery, taggedTextDto, TextField, TimeField } from '@shuqiao/platform';

const QuestionText = taggedTextDto(2_000);
const AnswerText = taggedTextDto(5_000);
type Text = InstanceType<typeof QuestionText>;

export class AskDto {
  @IdField({ description: 'The company that asks. It is never shown.' })
  companyId: string;

  @ObjectField(() => QuestionText)
  question: Text;
}

export class AnswerDto {
  @ObjectField(() => AnswerText)
  answer: Text;
}

export class QuestionsQuery extends PageQuery {}

/** A question as everybody reads it: nothing tells who asked. */
export class QuestionPublicView {
  @IdField() id: string;
  @ObjectField(() => QuestionText) question: Text;
  @TimeField() askedAt: string;
  @ObjectField(() => AnswerText, { nullable: true }) answer: Text | null;
  @TimeField({ nullable: true }) answeredAt: string | null;
}

export class QuestionPageView {
  @ObjectField(() => QuestionPublicView, { list: { max: 100 } }) items: QuestionPublicView[];
  @TextField({ max: 600, nullable: true }) nextCursor: string | null;
}
