import { Controller, Get, Query } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { Access, CurrentActor } from '@shuqiao/identity';
import type { Actor } from '@shuqiao/kernel';
import { MatchQuality, type QualityReport } from '@shuqiao/matching';
import { MatchQualityQuery, MatchQualityReportView } from './match-quality.dto';

@ApiTags('matches')
@Controller('match-quality')
export class MatchQualityController {
  constructor(private readonly quality: MatchQuality) {}

  @Get()
  @Access('match.judge')
  @ApiOkResponse({ type: MatchQualityReportView })
  report(@CurrentActor() actor: Actor, @Query() { from, to }: MatchQualityQuery): Promise<QualityReport> {
    return this.quality.report(actor, from, to);
  }
}
