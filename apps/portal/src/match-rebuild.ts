import { MatchingModule, MatchRebuild } from '@shuqiao/matching';
import { runRebuild } from './rebuild-command';

/** Matches everything anew, or goes on where an earlier rebuild ended, and says how far it is. */
runRebuild('match-rebuild', MatchingModule, async ({ context, actor, signal, seldom, say }) => {
  const tell = seldom();
  const onProgress = (phase: string, left: number): void => tell(`${phase}: ${left} left`);
  say(`matches: ${await context.get(MatchRebuild).run(actor, { signal, onProgress })}`);
});
