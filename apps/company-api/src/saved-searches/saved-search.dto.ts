import { COMPANY_KINDS, type CompanyKind, type Side, SIDES } from '@shuqiao/companies';
import { type Alert, ALERTS, SEARCH_KINDS, type SearchKind } from '@shuqiao/matching';
import {
  ConceptField,
  CountryField,
  EnumField,
  IdField,
  IntegerField,
  LanguageTagField,
  ObjectField,
  TextField,
  TimeField,
} from '@shuqiao/platform';

const ALERT = 'When to be told of new results; daily and weekly at eight in the morning in the account’s time zone.';

/** The parameters of `GET /demands` or `GET /companies`. */
export class SavedQueryDto {
  @TextField({ max: 500, optional: true }) q?: string;
  @CountryField({ optional: true }) country?: string;
  @ConceptField({ optional: true }) concept?: string;
  @EnumField(SIDES, { optional: true }) side?: Side;
  @EnumField(COMPANY_KINDS, { optional: true }) kind?: CompanyKind;
  @LanguageTagField({ optional: true }) language?: string;
  @CountryField({ optional: true, description: 'For companies only.' }) targetCountry?: string;
  @TimeField({ optional: true, description: 'For demands only; inclusive.' }) deadlineFrom?: string;
  @TimeField({ optional: true, description: 'For demands only; exclusive.' }) deadlineTo?: string;
}

export class NewSavedSearchDto {
  @TextField({ max: 100 }) name: string;
  @EnumField(SEARCH_KINDS, { description: 'What is searched.' }) kind: SearchKind;
  @ObjectField(() => SavedQueryDto) query: SavedQueryDto;
  @EnumField(ALERTS, { optional: true, description: `${ALERT} \`none\` unless said otherwise.` }) alert: Alert = 'none';
}

export class SavedSearchChangesDto {
  @TextField({ max: 100, optional: true }) name?: string;
  @ObjectField(() => SavedQueryDto, { optional: true, description: 'Replaces the whole query.' }) query?: SavedQueryDto;
  @EnumField(ALERTS, { optional: true, description: ALERT }) alert?: Alert;
}

export class SavedSearchView {
  @IdField() id: string;
  @TextField({ max: 100 }) name: string;
  @EnumField(SEARCH_KINDS) kind: SearchKind;
  @ObjectField(() => SavedQueryDto) query: SavedQueryDto;
  @EnumField(ALERTS) alert: Alert;
  @IntegerField({ min: 1, max: 2 ** 31 - 1 }) version: number;
  @TimeField() createdAt: string;
  @TimeField() updatedAt: string;
}

export class SavedSearchPage {
  @ObjectField(() => SavedSearchView, { list: { max: 100 } }) items: SavedSearchView[];
  @TextField({ max: 600, nullable: true }) nextCursor: string | null;
}
