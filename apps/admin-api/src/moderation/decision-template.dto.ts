import { PickType } from '@nestjs/swagger';
import { DECISIONS } from '@shuqiao/moderation';
import { BooleanField, EnumField, IntegerField, ObjectField, PatternField, TimeField } from '@shuqiao/platform';
import type { Decision } from '@shuqiao/moderation';
import type { LocalizedText } from '@shuqiao/kernel';

import { SUBJECT_TYPE, TEMPLATE_CODE, TemplateTexts } from './review.dto';
import { ReviewCasePage } from './review.view';

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

export class TemplateList extends PickType(ReviewCasePage, ['nextCursor'] as const) {
  @ObjectField(() => TemplateView, { list: { max: 500 } })
  items: TemplateView[];
}
