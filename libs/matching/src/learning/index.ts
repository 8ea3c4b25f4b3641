export { type FitReport } from './fit/fit-report';
export { fitText } from './fit/fit-text';
export { MatchFit } from './match-fit.service';
export { MatchInteractions } from './match-interactions.service';
export { MatchQualityDays } from './match-quality-days';
export * from './match-quality.errors';
export {
  type KeyedQuality,
  LEAST_OPENED,
  LONGEST_PERIOD,
  MatchQuality,
  MOST_KEYS,
  type Quality,
  type QualityReport,
} from './match-quality.service';
