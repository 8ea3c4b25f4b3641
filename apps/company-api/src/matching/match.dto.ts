import { type CompanyCard, COMPANY_KINDS, SHOWN_STATUSES, SIDES } from '@shuqiao/companies';
import type { JsonObject } from '@shuqiao/kernel';
import {
  ADVICE_KINDS,
  type ExplainedAdvice,
  DISMISSAL_REASONS,
  type DismissalReason,
  type ExplainedFactor,
  FACTOR_CODES,
  type Passages,
} from '@shuqiao/matching';
import {
  BooleanField,
  CountryField,
  EnumField,
  IdField,
  ObjectField,
  PageQuery,
  SnippetView,
  taggedTextDto,
  TextField,
  TimeField,
} from '@shuqiao/platform';
import { ApiProperty } from '@nestjs/swagger';

const Name = taggedTextDto(300);
type Tagged = { lang: string; text: string };

export class MatchPageQuery extends PageQuery {
  @BooleanField({
    optional: true,
    fromQuery: true,
    description: 'Says in each match where the words that met stand in both texts.',
  })
  highlight?: boolean;
}

export class MetView {
  @TextField({ max: 120, description: 'What the demand asks for: a concept, a country or a language.' }) code: string;
  @TextField({
    max: 120,
    description: 'What met it: a concept or language of the company’s, or `reference`, `location`, `target`.',
  })
  by: string;
  @ApiProperty({ type: 'number', minimum: 0, maximum: 1 }) degree: number;
  @TextField({ max: 200, description: 'The name of `code` in the reader’s language.' }) label: string;
  @TextField({ max: 200 }) byLabel: string;
}

export class MissingView {
  @TextField({ max: 120 }) code: string;
  @TextField({ max: 200 }) label: string;
}

export class FactorView {
  @EnumField(FACTOR_CODES) code: string;
  @TextField({ max: 100 }) title: string;
  @TextField({ max: 5000, description: 'What met and what is missing, in the reader’s language.' }) text: string;
  @ApiProperty({ type: 'number', description: 'The most this factor can add to the score.' }) weight: number;
  @ApiProperty({ type: 'number', description: 'How well it is met, 0 to 1.' }) value: number;
  @ApiProperty({ type: 'number', description: 'What it adds to the score; the shares of all factors add up to it.' })
  share: number;
  @ObjectField(() => MetView, { list: { max: 200 } }) met: readonly MetView[];
  @ObjectField(() => MissingView, { list: { max: 200 } }) missing: readonly MissingView[];
}

const PASSAGES = { list: { max: 3 }, description: 'The words that say most come first.' } as const;

/** Where the words and concepts that met stand in what the two publish now, each in its own language. */
export class PassagesView implements Passages {
  @ObjectField(() => SnippetView, PASSAGES) demand: SnippetView[];
  @ObjectField(() => SnippetView, PASSAGES) company: SnippetView[];
}

export class MatchedCompanyCardView {
  @IdField() companyId: string;
  @ObjectField(() => Name) legalName: Tagged;
  @ObjectField(() => Name, { list: { max: 10 } }) names: Tagged[];
  @CountryField() country: string;
  @EnumField(SIDES) side: string;
  @EnumField(COMPANY_KINDS) kind: string;
  @EnumField(SHOWN_STATUSES) status: string;
}

/** A company for one's own demand. */
export class MatchedCompanyView {
  @IdField() demandId: string;
  @IdField() companyId: string;
  @ObjectField(() => MatchedCompanyCardView, { nullable: true }) company: CompanyCard | null;
  @ApiProperty({ type: 'number', minimum: 0, maximum: 1 }) score: number;
  @ObjectField(() => FactorView, { list: { max: 10 } }) factors: readonly ExplainedFactor[];
  @IdField({ list: { max: 10 }, description: 'Companies that are almost the same and have no place of their own.' })
  similar: readonly string[];
  @ObjectField(() => PassagesView, { optional: true, description: 'Where `highlight` asks for it.' })
  passages?: Passages;
  @TimeField() computedAt: Date;
}

export class MatchedCompanyPageView {
  @ObjectField(() => MatchedCompanyView, { list: { max: 100 } }) items: readonly MatchedCompanyView[];
  @TextField({ max: 600, nullable: true }) nextCursor: string | null;
}

/** What the company could add to its profile, if it is true. */
export class AdviceView {
  @EnumField(ADVICE_KINDS) kind: string;
  @TextField({ max: 120, description: 'A concept, a country, a language or a certificate scheme.' }) code: string;
  @TextField({ max: 200, description: 'Its name in the reader’s language.' }) label: string;
  @TextField({ max: 1000 }) text: string;
  @ApiProperty({ type: 'number', description: 'What the score would gain, 0 to 1.' }) gain: number;
}

/** A demand for one's own company. */
export class MatchedDemandView {
  @IdField() demandId: string;
  @IdField() companyId: string;
  @ApiProperty({ type: 'object', additionalProperties: true, description: 'As in the public list of demands.' })
  demand: JsonObject;
  @ApiProperty({ type: 'number', minimum: 0, maximum: 1 }) score: number;
  @ObjectField(() => FactorView, { list: { max: 10 } }) factors: readonly ExplainedFactor[];
  @ObjectField(() => AdviceView, { list: { max: 3 } }) advice: readonly ExplainedAdvice[];
  @ObjectField(() => PassagesView, { optional: true, description: 'Where `highlight` asks for it.' })
  passages?: Passages;
  @TimeField() computedAt: Date;
}

export class MatchedDemandPageView {
  @ObjectField(() => MatchedDemandView, { list: { max: 100 } }) items: readonly MatchedDemandView[];
  @TextField({ max: 600, nullable: true }) nextCursor: string | null;
}

export class DismissalDto {
  @EnumField(DISMISSAL_REASONS)
  reason: DismissalReason;
}

export class DismissalView {
  @IdField() companyId: string;
  @IdField() demandId: string;
  @EnumField(DISMISSAL_REASONS) reason: DismissalReason;
  @TimeField() dismissedAt: Date;
}
