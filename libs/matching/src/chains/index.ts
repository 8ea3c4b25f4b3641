export { CHAIN_MEMBERS, type ChainOptions, Chains, CHAINS } from './chains.service';
export type { Chain, ChainMember, ChainsView, PartMet, PartView, Uncovered } from './chains-view';
export { findCovers } from './cover';
export * from './cover.types';
export {
  COVERS_FROM,
  type Meeting,
  meetingByConcepts,
  type ReadMeeting,
  type RequirementFeatures,
} from './requirement-meeting';
