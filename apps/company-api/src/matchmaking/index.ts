import { MatchmakingDaysController } from './matchmaking-days.controller';
import { MeetingsController } from './meetings.controller';
import { ParticipationsController } from './participations.controller';

export const MATCHMAKING_CONTROLLERS = [MatchmakingDaysController, ParticipationsController, MeetingsController];
