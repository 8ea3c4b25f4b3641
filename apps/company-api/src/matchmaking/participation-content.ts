import type { ParticipationContent } from '@shuqiao/roadshows';
import type { ParticipationDto } from './matchmaking.dto';

export function contentOf({
  delegates,
  parallel,
  half,
  unavailable,
  languages,
}: ParticipationDto): ParticipationContent {
  return { delegates, parallel, half, unavailable, languages };
}
