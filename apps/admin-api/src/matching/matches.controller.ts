import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { Access, CurrentActor } from '@shuqiao/identity';
import type { Actor, Page } from '@shuqiao/kernel';
import { explain, MatchLabels, MatchReads } from '@shuqiao/matching';
import { IdPipe, PageQuery } from '@shuqiao/platform';
import { InspectedMatchPageView, type InspectedMatchView } from './match.dto';

@ApiTags('matches')
@Controller('demands/:demandId/matches')
export class MatchesController {
  constructor(
    private readonly matches: MatchReads,
    private readonly labels: MatchLabels,
  ) {}

  @Get()
  @Access('match.inspect')
  @ApiOkResponse({ type: InspectedMatchPageView })
  async list(
    @CurrentActor() actor: Actor,
    @Param('demandId', IdPipe) demandId: string,
    @Query() query: PageQuery,
  ): Promise<Page<InspectedMatchView>> {
    const { items, nextCursor } = await this.matches.forDemandAsStaff(actor, demandId, query);
    const labelOf = await this.labels.of(
      items.flatMap((match) => match.factors),
      actor.language,
    );
    const explained = items.map((match) => ({
      ...match,
      factors: match.factors.map((factor) => explain(factor, actor.language, labelOf)),
    }));
    return { items: explained, nextCursor };
  }
}
