import { SEARCH_KINDS, type SearchKind, type Suggestion } from '@shuqiao/matching';
import { EnumField, IdField, IntegerField, ObjectField, TextField } from '@shuqiao/platform';

export class SearchSuggestionsQuery {
  @TextField({ max: 80, description: 'What has been typed so far, in any script.' })
  q: string;

  @EnumField(SEARCH_KINDS, { optional: true, description: 'What is searched; both unless said otherwise.' })
  kind?: SearchKind;

  @IntegerField({ min: 1, max: 20, optional: true, fromQuery: true })
  limit: number = 8;
}

export class SuggestionView implements Suggestion {
  @EnumField(['company', 'concept', 'word'], {
    description: 'A `word` is what was typed, with its last word completed.',
  })
  type: Suggestion['type'];
  @TextField({ max: 500 }) text: string;
  @IdField({ nullable: true }) companyId: string | null;
  @TextField({ max: 100, nullable: true, description: 'To send as the filter `concept`.' }) concept: string | null;
}

export class SuggestionListView {
  @ObjectField(() => SuggestionView, { list: { max: 20 } }) items: SuggestionView[];
}
