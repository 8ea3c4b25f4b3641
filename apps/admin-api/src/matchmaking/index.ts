import { MatchmakingDaysController } from './matchmaking-days.controller';
import { MeetingsController } from './meetings.controller';
import { ProposalsController } from './proposals.controller';

export const MATCHMAKING_CONTROLLERS = [MatchmakingDaysController, MeetingsController, ProposalsController];
