import { complete, MOST_WEIGHT, REBUILD_PHASES, type RebuildPhase, type Weights } from '@shuqiao/matching';
import { EnumField, IdField, IntegerField, ObjectField, taggedTextDto, TextField, TimeField } from '@shuqiao/platform';

const Text = taggedTextDto(300);
const WEIGHT = { min: 0, max: MOST_WEIGHT };
const SEMANTIC = '0 when it is left out. Counts only where an embedding endpoint is configured.';

/** What each factor weighs beside the others; 0 takes it out. */
export class WeightsDto implements Weights {
  @IntegerField(WEIGHT) capability: number;
  @IntegerField(WEIGHT) text: number;
  @IntegerField({ ...WEIGHT, optional: true, description: SEMANTIC }) semantic: number;
  @IntegerField(WEIGHT) country: number;
  @IntegerField(WEIGHT) language: number;
  @IntegerField(WEIGHT) certificates: number;
  @IntegerField(WEIGHT) size: number;
  @IntegerField(WEIGHT) timing: number;
  @IntegerField(WEIGHT) track_record: number;
  @IntegerField(WEIGHT) history: number;
}

export class SetMatchSettingsDto {
  @ObjectField(() => WeightsDto) weights: WeightsDto;
  @TextField({ max: 2000, description: 'Why they are changed, for whoever looks later.' }) reason: string;
}

export class PreviewMatchSettingsDto {
  @ObjectField(() => WeightsDto) weights: WeightsDto;
}

export class MatchSettingsView {
  @IntegerField({ min: 1, max: 2_147_483_647 }) version: number;
  @ObjectField(() => WeightsDto) weights: Weights;
  @TextField({ max: 2000, nullable: true }) reason: string | null;
  @IdField({ nullable: true }) setBy: string | null;
  @TimeField() setAt: Date;
  @EnumField(REBUILD_PHASES, {
    description: '`done` when all lists are made by these weights; else what is being made anew.',
  })
  phase: RebuildPhase;
}

export class PlaceMoveView {
  @IdField() companyId: string;
  @ObjectField(() => Text, { nullable: true }) legalName: { lang: string; text: string } | null;
  @IntegerField({ min: 1, max: 10, nullable: true, description: 'Null: it enters the first ten.' }) from: number | null;
  @IntegerField({ min: 1, max: 10, nullable: true, description: 'Null: it leaves the first ten.' }) to: number | null;
}

export class DemandPreviewView {
  @IdField() demandId: string;
  @ObjectField(() => Text, { nullable: true }) title: object | null;
  @ObjectField(() => PlaceMoveView, { list: { max: 20 } }) moves: readonly PlaceMoveView[];
}

export class MatchPreviewView {
  @IntegerField({ min: 0, max: 50, description: 'So many of the newest open demands were looked at.' }) looked: number;
  @ObjectField(() => DemandPreviewView, { list: { max: 50 } }) items: readonly DemandPreviewView[];
}

/** Names each weight, so that nothing else gets into the settings. */
export function toWeights(given: WeightsDto): Weights {
  return complete(given);
}
