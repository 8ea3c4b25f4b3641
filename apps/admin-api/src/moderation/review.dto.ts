import { DECISIONS, FINDING_RESULTS, REVIEW_STATUSES } from '@shuqiao/moderation';
import {
  BooleanField,
  DateField,
  EnumField,
  IdField,
  LanguageTagField,
  localizedTextDto,
  ObjectField,
  PageQuery,
  PatternField,
  taggedTextDto,
  TextField,
} from '@shuqiao/platform';
import type { Decision, FindingResult, ReviewStatus } from '@shuqiao/moderation';
import type { TaggedText } from '@shuqiao/kernel';

export const SUBJECT_TYPE = { pattern: /^[a-z_]{1,40}$/, max: 40, expected: 'company, demand …' };
export const TEMPLATE_CODE = { pattern: /^[a-z0-9-]{1,60}$/, max: 60, expected: 'a-b-c' };
// Without control characters and lone surrogates, which PostgreSQL cannot store.
export const POINTER = {
  pattern: /^(\/([^~/\u0000-\u001f\u007f-\u009f\ud800-\udfff]|~[01])*){0,20}$/u,
  max: 500,
  expected: 'JSON pointer (RFC 6901)',
};
export const ReasonText = taggedTextDto(2000);
export const Title = taggedTextDto(500);
export const TemplateTexts = localizedTextDto(2000);

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
