import { ApiProperty } from '@nestjs/swagger';
import { type ExplainedFactor, FACTOR_CODES, type Passages } from '@shuqiao/matching';
import {
  BooleanField,
  EnumField,
  IdField,
  ObjectField,
  PageQuery,
  SnippetView,
  TextField,
  TimeField,
} from '@shuqiao/platform';

export class InspectedMatchPageQuery extends PageQuery {
  @BooleanField({
    optional: true,
    fromQuery: true,
    description: 'Says in each match where the words that met stand in both texts.',
  })
  highlight?: boolean;
}

export class InspectedMetView {
  @TextField({ max: 120 }) code: string;
  @TextField({ max: 120 }) by: string;
  @ApiProperty({ type: 'number', minimum: 0, maximum: 1 }) degree: number;
  @TextField({ max: 200 }) label: string;
  @TextField({ max: 200 }) byLabel: string;
}

export class InspectedMissingView {
  @TextField({ max: 120 }) code: string;
  @TextField({ max: 200 }) label: string;
}

export class InspectedFactorView {
  @EnumField(FACTOR_CODES) code: string;
  @TextField({ max: 100 }) title: string;
  @TextField({ max: 5000 }) text: string;
  @ApiProperty({ type: 'number' }) weight: number;
  @ApiProperty({ type: 'number' }) value: number;
  @ApiProperty({ type: 'number', description: 'The shares of all factors add up to the score.' }) share: number;
  @ObjectField(() => InspectedMetView, { list: { max: 200 } }) met: readonly InspectedMetView[];
  @ObjectField(() => InspectedMissingView, { list: { max: 200 } }) missing: readonly InspectedMissingView[];
}

const PASSAGES = { list: { max: 3 }, description: 'The words that say most come first.' } as const;

export class InspectedPassagesView implements Passages {
  @ObjectField(() => SnippetView, PASSAGES) demand: SnippetView[];
  @ObjectField(() => SnippetView, PASSAGES) company: SnippetView[];
}

export class InspectedMatchView {
  @IdField() demandId: string;
  @IdField() companyId: string;
  @ApiProperty({ type: 'number', minimum: 0, maximum: 1 }) score: number;
  @ObjectField(() => InspectedFactorView, { list: { max: 10 } }) factors: readonly ExplainedFactor[];
  @IdField({ list: { max: 10 }, description: 'Companies that are almost the same and have no place of their own.' })
  similar: readonly string[];
  @ObjectField(() => InspectedPassagesView, { optional: true, description: 'Where `highlight` asks for it.' })
  passages?: Passages;
  @TimeField() computedAt: Date;
}

export class InspectedMatchPageView {
  @ObjectField(() => InspectedMatchView, { list: { max: 100 } }) items: readonly InspectedMatchView[];
  @TextField({ max: 600, nullable: true }) nextCursor: string | null;
}
