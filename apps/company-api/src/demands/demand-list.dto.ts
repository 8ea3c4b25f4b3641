import { COMPANY_KINDS, type CompanyKind, type Side, SIDES } from '@shuqiao/companies';
import {
  BooleanField,
  ConceptField,
  CountryField,
  EnumField,
  LanguageTagField,
  PageQuery,
  TextField,
  TimeField,
} from '@shuqiao/platform';

export class DemandListQuery extends PageQuery {
  @TextField({
    max: 500,
    optional: true,
    description: 'Words in Chinese, Russian or English, all of which must occur.',
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
