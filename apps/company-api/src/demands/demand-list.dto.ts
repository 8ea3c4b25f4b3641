import { COMPANY_KINDS, type CompanyKind, type Side, SIDES } from '@shuqiao/companies';
import { ConceptField, CountryField, EnumField, LanguageTagField, TextField, TimeField } from '@shuqiao/platform';
import { SearchQuery } from '../search/search-query.dto';

export class DemandListQuery extends SearchQuery {
  @TextField({
    max: 500,
    optional: true,
    description: 'Words in Chinese, Russian or English, all of which must occur.',
  })
  q?: string;

  @EnumField(['open', 'closed'], { optional: true, description: '`open` unless said otherwise.' })
  state: 'open' | 'closed' = 'open';

  @CountryField({ optional: true })
  country?: string;

  @ConceptField({ optional: true, description: 'What lies below the concept is found too.' })
  concept?: string;

  @TimeField({
    optional: true,
    description: 'Inclusive. A range of deadlines without `q` orders the list by deadline.',
  })
  deadlineFrom?: string;

  @TimeField({ optional: true, description: 'Exclusive.' })
  deadlineTo?: string;

  @EnumField(SIDES, { optional: true, description: 'Of the company that publishes.' })
  side?: Side;

  @EnumField(COMPANY_KINDS, { optional: true, description: 'Of the company that publishes.' })
  kind?: CompanyKind;

  @LanguageTagField({ optional: true, description: 'A language that the demand is written in.' })
  language?: string;
}
