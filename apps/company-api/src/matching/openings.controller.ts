import { Controller, HttpCode, Param, Post } from '@nestjs/common';
import { ApiNoContentResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Access, CurrentActor } from '@shuqiao/identity';
import type { Actor } from '@shuqiao/kernel';
import { MatchInteractions } from '@shuqiao/matching';
import { IdPipe } from '@shuqiao/platform';

const SUMMARY = 'Says that the recommendation was opened; of a day, the first time counts. No person is noted.';

/** A portal says so when a reader follows a recommendation: a page that is fetched ahead, or read by a program, was not. */
@ApiTags('matches')
@Controller()
export class OpeningsController {
  constructor(private readonly interactions: MatchInteractions) {}

  @Post('companies/:companyId/matches/:demandId/opening')
  @Access('match.view')
  @HttpCode(204)
  @ApiOperation({ summary: SUMMARY })
  @ApiNoContentResponse()
  openDemand(
    @CurrentActor() actor: Actor,
    @Param('companyId', IdPipe) companyId: string,
    @Param('demandId', IdPipe) demandId: string,
  ): Promise<void> {
    return this.interactions.open(actor, 'company', { companyId, demandId });
  }

  @Post('demands/:demandId/matches/:companyId/opening')
  @Access('match.view')
  @HttpCode(204)
  @ApiOperation({ summary: SUMMARY })
  @ApiNoContentResponse()
  openCompany(
    @CurrentActor() actor: Actor,
    @Param('demandId', IdPipe) demandId: string,
    @Param('companyId', IdPipe) companyId: string,
  ): Promise<void> {
    return this.interactions.open(actor, 'demand', { companyId, demandId });
  }
}
