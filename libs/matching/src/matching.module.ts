import { Module } from '@nestjs/common';
import { TaxonomyModule } from '@shuqiao/taxonomy';
import { ChainCandidates } from './chains/chain-candidates';
import { Chains } from './chains/chains.service';
import { EmbeddingStore } from './embeddings/embedding-store';
import { Embeddings } from './embeddings/embeddings.service';
import { EmbeddingEndpoint } from './embeddings/endpoint/embedding-endpoint';
import { Meanings } from './embeddings/meanings';
import { MatchEngineModule } from './engine/match-engine.module';
import { FeatureSources } from './feature-sources';
import { TrainingExamples } from './learning/fit/training-examples';
import { MatchFit } from './learning/match-fit.service';
import { MatchInteractions } from './learning/match-interactions.service';
import { MatchQuality } from './learning/match-quality.service';
import { MatchQualityDays } from './learning/match-quality-days';
import { MatchDetails } from './match-details';
import { MatchDismissals } from './match-dismissals.service';
import { MatchHistory } from './match-history';
import { MatchIndex } from './match-index';
import { MatchLabels } from './explanation/match-labels';
import { MatchLists } from './match-lists';
import { MatchPairs } from './match-pairs.service';
import { MatchPreviews } from './match-previews.service';
import { Candidates } from './rebuild/candidates';
import { ListMaker } from './rebuild/list-maker';
import { MatchRebuild } from './rebuild/match-rebuild';
import { MatchReads } from './match-reads.service';
import { MatchScorer } from './match-scorer';
import { MatchSettings } from './match-settings.service';
import { MatchStates } from './match-state';
import { Matching } from './matching.service';
import { MatchPassages } from './passages/match-passages.service';
import { TextMatches } from './texts/text-matches';

@Module({
  imports: [MatchEngineModule, TaxonomyModule],
  providers: [
    MatchDetails,
    TextMatches,
    EmbeddingEndpoint,
    EmbeddingStore,
    Meanings,
    Embeddings,
    FeatureSources,
    MatchHistory,
    MatchIndex,
    MatchScorer,
    MatchLists,
    MatchStates,
    MatchLabels,
    Matching,
    Candidates,
    ListMaker,
    MatchRebuild,
    MatchSettings,
    MatchPreviews,
    MatchReads,
    MatchPairs,
    MatchPassages,
    MatchDismissals,
    MatchInteractions,
    MatchQualityDays,
    MatchQuality,
    TrainingExamples,
    MatchFit,
    ChainCandidates,
    Chains,
  ],
  exports: [
    MatchEngineModule,
    MatchDetails,
    Chains,
    Embeddings,
    Matching,
    MatchHistory,
    MatchPreviews,
    MatchRebuild,
    MatchSettings,
    MatchReads,
    MatchPairs,
    MatchPassages,
    MatchDismissals,
    MatchLabels,
    MatchInteractions,
    MatchQualityDays,
    MatchQuality,
    MatchFit,
  ],
})
export class MatchingModule {}
