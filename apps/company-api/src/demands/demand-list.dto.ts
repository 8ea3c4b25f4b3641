import { ConceptField, CountryField, EnumField, PageQuery, TimeField } from '@shuqiao/platform';

export class DemandListQuery extends PageQuery {
  @EnumField(['open', 'closed'], { optional: true, description: '`open` unless said otherwise.' })
  state: 'open' | 'closed' = 'open';

  @CountryField({ optional: true })
  country?: string;

  @ConceptField({ optional: true, description: 'What lies below the concept is found too.' })
  concept?: string;

  @TimeField({ optional: true, description: 'Inclusive. A range of deadlines orders the list by deadline.' })
  deadlineFrom?: string;

  @TimeField({ optional: true, description: 'Exclusive.' })
  deadlineTo?: string;
}
