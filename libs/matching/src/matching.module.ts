import { Module } from '@nestjs/common';
import { ChainCandidates } from './chains/chain-candidates';
import { Chains } from './chains/chains.service';
import { FeatureSources } from './feature-sources';
import { MatchDismissals } from './match-dismissals.service';
import { MatchIndex } from './match-index';
import { MatchLabels } from './match-labels';
import { MatchLists } from './match-lists';
import { MatchReads } from './match-reads.service';
import { Matching } from './matching.service';

@Module({
  providers: [
    FeatureSources,
    MatchIndex,
    MatchLists,
    MatchLabels,
    Matching,
    MatchReads,
    MatchDismissals,
    ChainCandidates,
    Chains,
  ],
  exports: [Chains, Matching, MatchReads, MatchDismissals, MatchLabels],
})
export class MatchingModule {}
