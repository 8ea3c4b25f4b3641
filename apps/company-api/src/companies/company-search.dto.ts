import { COMPANY_KINDS, type CompanyKind, type Side, SIDES } from '@shuqiao/companies';
import {
  BooleanField,
  ConceptField,
  CountryField,
  EnumField,
  IdField,
  LanguageTagField,
  ObjectField,
  PageQuery,
  SnippetView,
  TextField,
  TimeField,
} from '@shuqiao/platform';
import { CompanyFacetsView, CorrectionView, HighlightView, TotalView } from '../search/search.view';
import { type Tagged, TaggedName } from './company.dto';
import { OriginView } from './origin.view';

export class CompanyListQuery extends PageQuery {
  @TextField({
    max: 500,
    optional: true,
    description: 'Words in Chinese, Russian or English, or the beginning of a name.',
  })
  q?: string;

  @BooleanField({ optional: true, fromQuery: true, description: 'Says in each item where the words of `q` stand.' })
  highlight?: boolean;

  @BooleanField({ optional: true, fromQuery: true, description: 'Counts the hits by the values of each filter.' })
  facets?: boolean;

  @BooleanField({
    optional: true,
    fromQuery: true,
    description: 'When next to nothing is found, says what may have been meant.',
  })
  didYouMean?: boolean;

  @CountryField({ optional: true })
  country?: string;

  @ConceptField({ optional: true, description: 'A sector or capability; what lies below it is found too.' })
  concept?: string;

  @EnumField(SIDES, { optional: true })
  side?: Side;

  @EnumField(COMPANY_KINDS, { optional: true })
  kind?: CompanyKind;

  @CountryField({ optional: true, description: 'A country that the company wants to work in.' })
  targetCountry?: string;

  @LanguageTagField({ optional: true, description: 'A language that the company works in.' })
  language?: string;
}

export class SuggestionsQuery {
  @TextField({ max: 80, description: 'The beginning of a name, or a name with typing errors.' })
  q: string;
}

/** A verified or listed company as a list shows it. */
export class CompanyListItemView {
  @IdField() companyId: string;
  @ObjectField(() => TaggedName) legalName: Tagged;
  @ObjectField(() => TaggedName, { list: { max: 10 } }) names: Tagged[];
  @CountryField() country: string;
  @EnumField(SIDES) side: Side;
  @EnumField(COMPANY_KINDS) kind: CompanyKind;
  @CountryField({ list: { max: 30 } }) targetCountries: string[];
  @LanguageTagField({ list: { max: 20 } }) languages: string[];
  @ConceptField({ list: { max: 100 } }) concepts: string[];
  @TimeField({ nullable: true }) verifiedAt: string | null;
  @ObjectField(() => OriginView, { nullable: true }) origin: OriginView | null;
  @ObjectField(() => HighlightView, { list: { max: 20 }, optional: true }) highlights?: HighlightView[];
  @ObjectField(() => SnippetView, { optional: true, nullable: true }) snippet?: SnippetView | null;
}

export class CompanyPageView {
  @ObjectField(() => CompanyListItemView, { list: { max: 105 } }) items: CompanyListItemView[];
  @TextField({ max: 600, nullable: true }) nextCursor: string | null;
  @ObjectField(() => TotalView) total: TotalView;
  @ObjectField(() => CorrectionView, {
    list: { max: 2 },
    optional: true,
    description: 'Where `didYouMean` asks for it.',
  })
  didYouMean?: CorrectionView[];
  @ObjectField(() => CompanyFacetsView, { optional: true, description: 'Where `facets` asks for it.' })
  facets?: CompanyFacetsView;
}

export class CompanySuggestionView {
  @IdField() companyId: string;
  @TextField({ max: 400, description: 'The name that matched.' }) name: string;
  @CountryField() country: string;
}
