import { BooleanField, PageQuery } from '@shuqiao/platform';

/** What can be asked of a list that is searched, besides its words and filters. */
export class SearchQuery extends PageQuery {
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
}
