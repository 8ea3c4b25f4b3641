import { ApiProperty } from '@nestjs/swagger';
import { LEAST_OPENED, LONGEST_PERIOD, MOST_KEYS } from '@shuqiao/matching';
import { BooleanField, DateField, IntegerField, ObjectField, TextField } from '@shuqiao/platform';

const MANY = 2 ** 31 - 1;

export class MatchQualityQuery {
  @DateField({ optional: true, description: '90 days before the last unless told.' }) from?: string;
  @DateField({
    optional: true,
    description: `Today unless told. Both days belong to the period, of ${LONGEST_PERIOD} days at most.`,
  })
  to?: string;
}

export class PrecisionIntervalView {
  @ApiProperty({ type: 'number', minimum: 0, maximum: 1 }) low: number;
  @ApiProperty({ type: 'number', minimum: 0, maximum: 1 }) high: number;
}

export class MatchQualityView {
  @IntegerField({ min: 0, max: MANY, description: 'Matches that were first opened, or acted upon, in the period.' })
  opened: number;
  @IntegerField({ min: 0, max: MANY, description: 'Of these, to which an EOI was sent or accepted, until now.' })
  wanted: number;
  @IntegerField({ min: 0, max: MANY }) accepted: number;
  @IntegerField({ min: 0, max: MANY }) declined: number;
  @IntegerField({ min: 0, max: MANY }) dismissed: number;
  @ApiProperty({
    type: 'number',
    minimum: 0,
    maximum: 1,
    nullable: true,
    description: `Wanted ÷ opened; null below ${LEAST_OPENED} openings.`,
  })
  precision: number | null;
  @ObjectField(() => PrecisionIntervalView, { description: 'In which the precision lies at 95 % (Wilson).' })
  interval: PrecisionIntervalView;
  @BooleanField({ description: 'Too few openings to conclude anything from.' }) uncertain: boolean;
}

export class KeyedMatchQualityView extends MatchQualityView {
  @TextField({ max: 40, list: { max: 2 } }) key: readonly string[];
}

const slice = (description: string) =>
  ObjectField(() => KeyedMatchQualityView, {
    list: { max: MOST_KEYS },
    description: `${description} Most opened first.`,
  });

export class MatchQualityReportView {
  @DateField() from: string;
  @DateField() to: string;
  @ObjectField(() => MatchQualityView) total: MatchQualityView;
  @slice('By place in the list of who acted: `1-3`, `4-10`, `11-50`, or `none`.')
  rank: readonly KeyedMatchQualityView[];
  @slice('By code of the factor and how well it was met: `low`, `middle` or `high`, in thirds.')
  factor: readonly KeyedMatchQualityView[];
  @slice('By language of the demand and of the company.') languages: readonly KeyedMatchQualityView[];
  @slice('By country of the demand and of the company.') countries: readonly KeyedMatchQualityView[];
}
