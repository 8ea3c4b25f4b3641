import { COMPANY_KINDS, type CompanyKind, type Side, SIDES } from '@shuqiao/companies';
import {
  ConceptField,
  CountryField,
  EnumField,
  IdField,
  LanguageTagField,
  ObjectField,
  SnippetView,
  TextField,
  TimeField,
} from '@shuqiao/platform';
import { SearchQuery } from '../search/search-query.dto';
import { CompanyFacetsView, HighlightView, SearchPageView } from '../search/search.view';
import { type Tagged, TaggedName } from './company.dto';
import { OriginView } from './origin.view';

export class CompanyListQuery extends SearchQuery {
  @TextField({
    max: 500,
    optional: true,
    description: 'Words in Chinese, Russian or English, or the beginning of a name.',
  })
  q?: string;

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

export class CompanyPageView extends SearchPageView {
  @ObjectField(() => CompanyListItemView, { list: { max: 105 } }) items: CompanyListItemView[];
  @ObjectField(() => CompanyFacetsView, { optional: true, description: 'Where `facets` asks for it.' })
  facets?: CompanyFacetsView;
}

export class CompanySuggestionView {
  @IdField() companyId: string;
  @TextField({ max: 400, description: 'The name that matched.' }) name: string;
  @CountryField() country: string;
}
