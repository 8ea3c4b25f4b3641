import { Injectable } from '@nestjs/common';
import type { JsonBytes } from '@shuqiao/platform';
import { DidYouMean } from './did-you-mean';
import { SearchFacets } from './search-facets';
import { type SearchRequest, type Total, withMember } from './search-page';
import type { SearchKind } from './search-terms';

/** What a list says besides its page, where it is asked for. */
export interface ExtrasRequest extends SearchRequest {
  readonly facets?: boolean | undefined;
  readonly didYouMean?: boolean | undefined;
}

/** Adds facets and corrections to a page; a page without them costs what it did. */
@Injectable()
export class SearchExtras {
  constructor(
    private readonly facets: SearchFacets,
    private readonly didYouMean: DidYouMean,
  ) {}

  /** The page as JSON, with `facets` and `didYouMean` as members where they are wanted. */
  async answer(kind: SearchKind, request: ExtrasRequest, read: () => Promise<JsonBytes>): Promise<JsonBytes> {
    if (!request.facets && !request.didYouMean) return read();
    const [page, facets] = await Promise.all([read(), request.facets ? this.facets.count(kind, request) : undefined]);
    const counted = facets ? withMember(page, 'facets', facets) : page;
    if (!request.didYouMean || request.cursor !== undefined) return counted;
    const { total } = JSON.parse(page.toString()) as { total: Total };
    return withMember(counted, 'didYouMean', await this.didYouMean.correct(kind, request, total.value));
  }
}
