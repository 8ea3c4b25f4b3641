import { Module } from '@nestjs/common';
import { ChainCandidates } from './chains/chain-candidates';
import { Chains } from './chains/chains.service';
import { FeatureSources } from './feature-sources';
import { MatchDismissals } from './match-dismissals.service';
import { MatchIndex } from './match-index';
import { MatchLabels } from './explanation/match-labels';
import { MatchLists } from './match-lists';
import { MatchRebuild } from './match-rebuild';
import { MatchReads } from './match-reads.service';
import { MatchScorer } from './match-scorer';
import { MatchStates } from './match-state';
import { Matching } from './matching.service';

@Module({
  providers: [
    FeatureSources,
    MatchIndex,
    MatchScorer,
    MatchLists,
    MatchStates,
    MatchLabels,
    Matching,
    MatchRebuild,
    MatchReads,
    MatchDismissals,
    ChainCandidates,
    Chains,
  ],
  exports: [Chains, Matching, MatchRebuild, MatchReads, MatchDismissals, MatchLabels],
})
export class MatchingModule {}
