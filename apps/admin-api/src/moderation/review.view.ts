import { ApiProperty } from '@nestjs/swagger';
import { DECISIONS, REVIEW_STATUSES } from '@shuqiao/moderation';
import {
  BooleanField,
  DateField,
  EnumField,
  IdField,
  IntegerField,
  ObjectField,
  PatternField,
  TextField,
  TimeField,
} from '@shuqiao/platform';
import type { Change, Decision, RequiredCheckState, ReviewStatus } from '@shuqiao/moderation';
import type { Json, JsonObject, LocalizedText, TaggedText } from '@shuqiao/kernel';

import {
  FindingDto,
  NoteDto,
  ReasonText,
  RemarkDto,
  SUBJECT_TYPE,
  TEMPLATE_CODE,
  TemplateTexts,
  Title,
} from './review.dto';

class StaffName {
  @IdField()
  id: string;

  @TextField({ max: 200 })
  name: string;
}

export class ReviewCaseSummaryView {
  @IdField()
  id: string;

  @PatternField(SUBJECT_TYPE)
  subjectType: string;

  @IdField()
  subjectId: string;

  @IntegerField({ min: 1, max: 2_147_483_647 })
  subjectVersion: number;

  @IdField()
  companyId: string;

  @ObjectField(() => Title)
  title: TaggedText;

  @TextField({ max: 100, list: { max: 50 } })
  flags: string[];

  @EnumField(REVIEW_STATUSES)
  status: ReviewStatus;

  @BooleanField()
  needsSecondReview: boolean;

  @ObjectField(() => StaffName, { nullable: true })
  assignee: StaffName | null;

  @TimeField()
  submittedAt: string;

  @TimeField()
  dueAt: string;

  @BooleanField()
  overdue: boolean;

  @EnumField(DECISIONS, { nullable: true, description: 'While awaiting_second: what the first reviewer proposes.' })
  decision: Decision | null;

  @TimeField({ nullable: true })
  decidedAt: string | null;

  @IntegerField({ min: 1, max: 2_147_483_647 })
  version: number;
}

export class ReviewCasePage {
  @ObjectField(() => ReviewCaseSummaryView, { list: { max: 100 } })
  items: ReviewCaseSummaryView[];

  @TextField({ max: 600, nullable: true })
  nextCursor: string | null;
}

class NoteView extends NoteDto {
  @IdField()
  id: string;

  @ObjectField(() => StaffName)
  by: StaffName;

  @TimeField()
  at: string;
}

class FindingView extends FindingDto {
  @TextField({ max: 60 })
  check: string;

  @ObjectField(() => StaffName)
  by: StaffName;

  @TimeField()
  at: string;

  @IdField({ nullable: true, description: 'The earlier case in which it was found; it counts again in this one.' })
  carriedFrom: string | null;
}

class RequiredCheckView {
  @TextField({ max: 60 })
  check: string;

  @ObjectField(() => TemplateTexts)
  title: LocalizedText;

  @EnumField(['missing', 'passed', 'failed', 'expired'], { description: 'An approval needs all of them `passed`.' })
  state: RequiredCheckState['state'];

  @DateField({
    nullable: true,
    description:
      'Until when a finding of today holds at most, and unless it says otherwise; null when it does not age.',
  })
  mayHoldUntil: string | null;
}

class ChangeView {
  @TextField({
    max: 2000,
    min: 0,
    description: 'JSON pointer into the snapshot, or into the one before for what was removed.',
  })
  pointer: string;

  @EnumField(['added', 'removed', 'changed'])
  kind: Change['kind'];

  @ApiProperty({ nullable: true, description: 'Any JSON.' })
  before: Json;

  @ApiProperty({ nullable: true, description: 'Any JSON.' })
  after: Json;
}

export class ReviewCaseView extends ReviewCaseSummaryView {
  @ApiProperty({ type: 'object', additionalProperties: true, description: 'What is judged, as it was submitted.' })
  snapshot: JsonObject;

  @ObjectField(() => ChangeView, {
    nullable: true,
    list: { max: 200 },
    description: 'Since the last decision; null at the first review.',
  })
  diff: Change[] | null;

  @BooleanField()
  diffTruncated: boolean;

  @ObjectField(() => StaffName, { nullable: true })
  submittedBy: StaffName | null;

  @TimeField({ nullable: true })
  claimedAt: string | null;

  @ObjectField(() => StaffName, { nullable: true })
  decidedBy: StaffName | null;

  @ObjectField(() => StaffName, { nullable: true })
  secondDecidedBy: StaffName | null;

  @PatternField({ ...TEMPLATE_CODE, nullable: true })
  reasonTemplate: string | null;

  @ObjectField(() => TemplateTexts, { nullable: true })
  reasonTexts: LocalizedText | null;

  @ObjectField(() => ReasonText, { nullable: true })
  reason: TaggedText | null;

  @TimeField({ nullable: true })
  withdrawnAt: string | null;

  @ObjectField(() => RemarkDto, { list: { max: 50 } })
  remarks: RemarkDto[];

  @ObjectField(() => NoteView, { list: { max: 200 } })
  notes: NoteView[];

  @ObjectField(() => RequiredCheckView, { list: { max: 20 } })
  requiredChecks: RequiredCheckView[];

  @ObjectField(() => FindingView, { list: { max: 100 } })
  findings: FindingView[];
}
