import { Module } from '@nestjs/common';
import { MatchEngine } from './match-engine';
import { TextFeatureChanges } from './store/text-feature-changes';
import { TextFeatureStore } from './store/text-feature-store';

/** The index of the match. Nothing runs until somebody opens it. For the worker and the admin API, which may read it. */
@Module({ providers: [TextFeatureChanges, TextFeatureStore, MatchEngine], exports: [TextFeatureStore, MatchEngine] })
export class MatchEngineModule {}
