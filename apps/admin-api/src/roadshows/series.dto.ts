import { DateField, EnumField, IdField, IntegerField, ObjectField, PageQuery, TextField } from '@shuqiao/platform';
import {
  ROADSHOW_STATUSES,
  type RoadshowCopy,
  type RoadshowStatus,
  type SeriesDate,
  type SeriesDetail,
  type SeriesRule,
} from '@shuqiao/roadshows';

const RULE = 'An RRULE of RFC 5545 over dates; intervals count from the roadshow’s first day.';

export class CopyDto {
  @DateField({ description: 'The first day of the copy; everything keeps its time of the day there.' })
  startsOn: string;
}

export class SeriesRuleDto implements SeriesRule {
  @TextField({ max: 200, description: RULE }) rule: string;
  @DateField({ list: { max: 200, unique: true }, optional: true }) skipped: string[] = [];
  @DateField({ list: { max: 200, unique: true }, optional: true }) added: string[] = [];
}

export class NewSeriesDto extends SeriesRuleDto {
  @IdField({ description: 'Which the others become copies of.' }) roadshowId: string;
}

export class ExtensionDto {
  @DateField({ description: 'The last date for which a roadshow is made.' }) until: string;
}

export class SeriesQuery extends PageQuery {}

export class RoadshowCopyView implements RoadshowCopy {
  @IdField() roadshowId: string;
  @DateField() startsOn: string;
  @IdField({ list: { max: 200 }, description: 'Sessions whose room is taken at that time.' }) withoutRoom: string[];
}

export class ExtensionView {
  @ObjectField(() => RoadshowCopyView, { list: { max: 60 } }) made: RoadshowCopyView[];
}

export class SeriesDateView implements SeriesDate {
  @DateField() date: string;
  @IdField() roadshowId: string;
  @EnumField(ROADSHOW_STATUSES) status: RoadshowStatus;
}

export class SeriesView extends SeriesRuleDto implements SeriesDetail {
  @IdField() id: string;
  @IdField() roadshowId: string;
  @DateField() startsOn: string;
  @ObjectField(() => SeriesDateView, { list: { max: 200 }, description: 'The latest first.' }) dates: SeriesDateView[];
  @IntegerField({ min: 1, max: 1_000_000 }) version: number;
}

export class SeriesPageView {
  @ObjectField(() => SeriesView, { list: { max: 100 } }) items: SeriesView[];
  @TextField({ max: 600, nullable: true }) nextCursor: string | null;
}
