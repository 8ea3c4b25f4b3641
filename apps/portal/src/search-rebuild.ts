import { SEARCH_KINDS, SearchModule, SearchRebuild } from '@shuqiao/matching';
import { runRebuild } from './rebuild-command';

/** Makes the search index anew, or goes on where an earlier rebuild ended, and says how far it is. */
runRebuild('search-rebuild', SearchModule, async ({ context, actor, signal, seldom, say }) => {
  const search = context.get(SearchRebuild);
  for (const kind of SEARCH_KINDS) {
    const tell = seldom();
    const onProgress = (left: number): void => tell(`${kind}: ${left} left`);
    if (!signal.aborted) say(`${kind}: ${await search.run(actor, kind, { signal, onProgress })}`);
  }
});
