import { ApiProperty } from '@nestjs/swagger';
import type { JsonObject } from '@shuqiao/kernel';
import {
  EnumField,
  IdField,
  IntegerField,
  ObjectField,
  PageQuery,
  PatternField,
  TextField,
  TimeField,
} from '@shuqiao/platform';

const SUBJECT_TYPE = { pattern: /^[a-z_]{1,40}$/, max: 40, expected: 'company, demand …' };

export class AuditQuery extends PageQuery {
  @PatternField({ ...SUBJECT_TYPE, optional: true, description: 'Together with `subjectId`.' })
  subjectType?: string;

  @TextField({ max: 200, optional: true })
  subjectId?: string;

  @IdField({ optional: true })
  companyId?: string;

  @IdField({ optional: true, description: 'Who acted.' })
  accountId?: string;
}

export class AuditEntryView {
  @IdField() id: string;
  @TimeField() at: string;
  @EnumField(['anonymous', 'account', 'staff', 'system']) actorKind: string;
  @IdField({ nullable: true }) accountId: string | null;
  @TextField({ max: 100 }) action: string;
  @PatternField(SUBJECT_TYPE) subjectType: string;
  @TextField({ max: 200 }) subjectId: string;
  @IdField({ nullable: true }) companyId: string | null;
  @ApiProperty({ type: 'object', additionalProperties: true }) details: JsonObject;
  @TextField({ max: 200 }) requestId: string;
  @IntegerField({
    min: 1,
    max: Number.MAX_SAFE_INTEGER,
    nullable: true,
    description: 'In the hash chain; null until sealed.',
  })
  position: number | null;
}

export class AuditPageView {
  @ObjectField(() => AuditEntryView, { list: { max: 100 } }) items: AuditEntryView[];
  @TextField({ max: 600, nullable: true }) nextCursor: string | null;
}

export class ChainHeadView {
  @IntegerField({ min: 0, max: Number.MAX_SAFE_INTEGER }) position: number;
  @TextField({ max: 64, nullable: true, description: 'To be noted elsewhere: a chain that was made anew has another.' })
  hash: string | null;
  @IntegerField({ min: 0, max: 10_000, description: 'Entries that wait for their link; 10,000 stands for more.' })
  unsealed: number;
}
