import { ApiProperty, PickType } from '@nestjs/swagger';
import { DECISIONS, FINDING_RESULTS, REVIEW_STATUSES } from '@shuqiao/moderation';
import {
  BooleanField,
  DateField,
  EnumField,
  IdField,
  IntegerField,
  LanguageTagField,
  localizedTextDto,
  ObjectField,
  PageQuery,
  PatternField,
  taggedTextDto,
  TextField,
  TimeField,
} from '@shuqiao/platform';
import type { Change, Decision, FindingResult, ReviewStatus } from '@shuqiao/moderation';
import type { Json, JsonObject, LocalizedText, TaggedText } from '@shuqiao/kernel';

const SUBJECT_TYPE = { pattern: /^[a-z_]{1,40}$/, max: 40, expected: 'company, demand …' };
const TEMPLATE_CODE = { pattern: /^[a-z0-9-]{1,60}$/, max: 60, expected: 'a-b-c' };
// Without control characters and lone surrogates, which PostgreSQL cannot store.
const POINTER = {
  pattern: /^(\/([^~/\u0000-\u001f\u007f-\u009f\ud800-\udfff]|~[01])*){0,20}$/u,
  max: 500,
  expected: 'JSON pointer (RFC 6901)',
};
const ReasonText = taggedTextDto(2000);
const Title = taggedTextDto(500);
const TemplateTexts = localizedTextDto(2000);

export class ReviewQueueQuery extends PageQuery {
  @EnumField(REVIEW_STATUSES, {
    optional: true,
    list: { max: 5, unique: true, fromQuery: true },
    description: 'The undecided ones unless said otherwise.',
  })
  status?: ReviewStatus[];

  @PatternField({ ...SUBJECT_TYPE, optional: true })
  subjectType?: string;

  @EnumField(['me', 'none'], { optional: true })
  assignee?: 'me' | 'none';

  @BooleanField({ optional: true, fromQuery: true })
  overdue?: boolean;

  @TextField({ max: 100, optional: true })
  flag?: string;
}

export class AssigneeDto {
  @IdField({ nullable: true, description: 'Null gives the case back to the queue.' })
  accountId: string | null;
}

export class NoteDto {
  @TextField({ max: 4000, multiline: true })
  text: string;
}

export class FindingDto {
  @EnumField(FINDING_RESULTS)
  result: FindingResult;

  @DateField({ optional: true, nullable: true, description: 'The last day on which the finding holds.' })
  validUntil?: string | null;

  @TextField({ max: 2000, multiline: true, optional: true, nullable: true })
  note?: string | null;
}

export class RemarkDto {
  @PatternField({ ...POINTER, description: 'Into the snapshot.' })
  pointer: string;

  @TextField({ max: 2000, multiline: true })
  text: string;

  @LanguageTagField()
  lang: string;
}

export class DecisionDto {
  @EnumField(DECISIONS)
  decision: Decision;

  @PatternField({ ...TEMPLATE_CODE, optional: true, description: 'The code of a decision template.' })
  reasonTemplate?: string;

  @ObjectField(() => ReasonText, {
    optional: true,
    description: 'Needed for a return or a rejection without a template.',
  })
  reason?: TaggedText;

  @ObjectField(() => RemarkDto, {
    optional: true,
    list: { max: 50 },
    description: 'What the company is told about single fields.',
  })
  remarks?: RemarkDto[];
}

export class SecondDecisionDto {
  @EnumField(['confirm', 'contest'])
  verdict: 'confirm' | 'contest';
}

export class NewTemplateDto {
  @PatternField(TEMPLATE_CODE)
  code: string;

  @EnumField(DECISIONS)
  decision: Decision;

  @PatternField({ ...SUBJECT_TYPE, list: { max: 20, unique: true }, description: 'Empty for every subject.' })
  subjectTypes: string[];

  @ObjectField(() => TemplateTexts)
  texts: LocalizedText;
}

export class TemplateChangesDto {
  @PatternField({ ...SUBJECT_TYPE, optional: true, list: { max: 20, unique: true } })
  subjectTypes?: string[];

  @ObjectField(() => TemplateTexts, { optional: true })
  texts?: LocalizedText;

  @BooleanField({ optional: true })
  retired?: boolean;
}

export class TemplateView extends NewTemplateDto {
  @TimeField({ nullable: true })
  retiredAt: string | null;

  @IntegerField({ min: 1, max: 2_147_483_647 })
  version: number;
}

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

  @ObjectField(() => FindingView, { list: { max: 100 } })
  findings: FindingView[];
}

export class TemplateList extends PickType(ReviewCasePage, ['nextCursor'] as const) {
  @ObjectField(() => TemplateView, { list: { max: 500 } })
  items: TemplateView[];
}
