import { MatchmakingDaysController } from './matchmaking-days.controller';
import { MeetingsController } from './meetings.controller';

export const MATCHMAKING_CONTROLLERS = [MatchmakingDaysController, MeetingsController];
