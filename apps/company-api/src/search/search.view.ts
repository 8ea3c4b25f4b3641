import { BooleanField, IntegerField, ObjectField, RangesField, TextField } from '@shuqiao/platform';

/** Where the words stand in a text of the item. */
export class HighlightView {
  @TextField({ max: 60, description: 'A JSON pointer to a `{lang, text}` within the item.' }) pointer: string;
  @RangesField() ranges: [number, number][];
}

export class TotalView {
  @IntegerField({ min: 0, max: 2 ** 53 - 1 }) value: number;
  @BooleanField({ description: 'False for an estimate: counting all would take too long.' }) exact: boolean;
}

export class FacetCountView {
  @TextField({ max: 100, description: 'What to send as the filter to get these.' }) value: string;
  @ObjectField(() => TotalView) count: TotalView;
}

const FACET = { list: { max: 300 }, description: 'Counted without its own filter, the largest first.' } as const;

export class DemandFacetsView {
  @ObjectField(() => FacetCountView, FACET) country: FacetCountView[];
  @ObjectField(() => FacetCountView, { ...FACET, description: 'Concepts with none above them, for `concept`.' })
  sector: FacetCountView[];
  @ObjectField(() => FacetCountView, FACET) state: FacetCountView[];
}

export class CompanyFacetsView {
  @ObjectField(() => FacetCountView, FACET) country: FacetCountView[];
  @ObjectField(() => FacetCountView, { ...FACET, description: 'Concepts with none above them, for `concept`.' })
  sector: FacetCountView[];
  @ObjectField(() => FacetCountView, FACET) side: FacetCountView[];
  @ObjectField(() => FacetCountView, FACET) kind: FacetCountView[];
}

/** A query that finds more than the one that was asked. */
export class CorrectionView {
  @TextField({ max: 600 }) q: string;
  @ObjectField(() => TotalView) total: TotalView;
}

/** What a page of a list that can be searched has besides its items and facets. */
export class SearchPageView {
  @TextField({ max: 600, nullable: true }) nextCursor: string | null;
  @ObjectField(() => TotalView) total: TotalView;
  @ObjectField(() => CorrectionView, {
    list: { max: 2 },
    optional: true,
    description: 'Where `didYouMean` asks for it.',
  })
  didYouMean?: CorrectionView[];
}
