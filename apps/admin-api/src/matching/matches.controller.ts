import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { Access, CurrentActor } from '@shuqiao/identity';
import type { Actor, Page } from '@shuqiao/kernel';
import { explain, MatchLabels, MatchPassages, MatchReads } from '@shuqiao/matching';
import { IdPipe } from '@shuqiao/platform';
import { InspectedMatchPageQuery, InspectedMatchPageView, type InspectedMatchView } from './match.dto';

@ApiTags('matches')
@Controller('demands/:demandId/matches')
export class MatchesController {
  constructor(
    private readonly matches: MatchReads,
    private readonly labels: MatchLabels,
    private readonly passages: MatchPassages,
  ) {}

  @Get()
  @Access('match.inspect')
  @ApiOkResponse({ type: InspectedMatchPageView })
  async list(
    @CurrentActor() actor: Actor,
    @Param('demandId', IdPipe) demandId: string,
    @Query() { highlight, ...page }: InspectedMatchPageQuery,
  ): Promise<Page<InspectedMatchView>> {
    const { items, nextCursor } = await this.matches.forDemandAsStaff(actor, demandId, page);
    const labelOf = await this.labels.of(
      items.flatMap((match) => match.factors),
      actor.language,
    );
    const shown = highlight ? await this.passages.into(items) : items;
    const explained = shown.map((match) => ({
      ...match,
      factors: match.factors.map((factor) => explain(factor, actor.language, labelOf)),
    }));
    return { items: explained, nextCursor };
  }
}
