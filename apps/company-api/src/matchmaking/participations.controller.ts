import { Body, Controller, Delete, Get, HttpCode, Param, Post, Put, Query } from '@nestjs/common';
import { ApiNoContentResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { Companies } from '@shuqiao/companies';
import { Access, CurrentActor } from '@shuqiao/identity';
import type { AccountActor, Actor, Page } from '@shuqiao/kernel';
import { explain, type LabelOf, type Match, MatchLabels, type PairOfCompanies } from '@shuqiao/matching';
import { IdPipe, IfMatch, PageQuery, RequiresIfMatch } from '@shuqiao/platform';
import { MeetingWishes, type Participation, Participations } from '@shuqiao/roadshows';
import {
  CounterpartPageView,
  CounterpartQuery,
  type CounterpartView,
  ParticipationDto,
  ParticipationPageView,
  ParticipationView,
  MeetingSuggestionView,
  WishDto,
} from './matchmaking.dto';
import { contentOf } from './participation-content';

/** How one's company takes part in a day of one-to-one meetings, and whom it wishes to meet. */
@ApiTags('matchmaking')
@Controller()
export class ParticipationsController {
  constructor(
    private readonly participations: Participations,
    private readonly wishes: MeetingWishes,
    private readonly labels: MatchLabels,
    private readonly companies: Companies,
  ) {}

  @Get('companies/:companyId/matchmaking-participations')
  @Access('booking.view')
  @ApiOkResponse({ type: ParticipationPageView })
  list(
    @CurrentActor() actor: Actor,
    @Param('companyId', IdPipe) companyId: string,
    @Query() { limit, cursor }: PageQuery,
  ): Promise<Page<Participation>> {
    return this.participations.list(actor, companyId, { limit, cursor });
  }

  @Get('matchmaking-participations/:id')
  @Access('booking.view')
  @ApiOkResponse({ type: ParticipationView })
  find(@CurrentActor() actor: Actor, @Param('id', IdPipe) id: string): Promise<Participation> {
    return this.participations.find(actor, id);
  }

  @Put('matchmaking-participations/:id')
  @Access('booking.delegate')
  @RequiresIfMatch()
  @ApiOkResponse({ type: ParticipationView })
  change(
    @CurrentActor() actor: Actor,
    @Param('id', IdPipe) id: string,
    @IfMatch() version: number,
    @Body() body: ParticipationDto,
  ): Promise<Participation> {
    return this.participations.change(actor, id, version, contentOf(body));
  }

  @Post('matchmaking-participations/:id/withdrawal')
  @HttpCode(200)
  @Access('booking.delegate')
  @ApiOkResponse({ type: ParticipationView })
  withdraw(@CurrentActor() actor: Actor, @Param('id', IdPipe) id: string): Promise<Participation> {
    return this.participations.withdraw(actor, id);
  }

  @Get('matchmaking-participations/:id/counterparts')
  @Access('booking.view')
  @ApiOkResponse({ type: CounterpartPageView })
  async counterparts(
    @CurrentActor() actor: Actor,
    @Param('id', IdPipe) id: string,
    @Query() { wish, limit, cursor }: CounterpartQuery,
  ): Promise<Page<CounterpartView>> {
    const page = await this.wishes.counterparts(actor, id, { wish }, { limit, cursor });
    const cards = await this.companies.cards(page.items.map(({ companyId }) => companyId));
    const items = page.items.map((item) => ({
      ...item,
      languages: [...item.languages],
      company: cards.get(item.companyId) ?? null,
    }));
    return { ...page, items };
  }

  @Get('matchmaking-participations/:id/suggestions')
  @Access('booking.view')
  @ApiOkResponse({ type: [MeetingSuggestionView] })
  async suggestions(@CurrentActor() actor: Actor, @Param('id', IdPipe) id: string): Promise<MeetingSuggestionView[]> {
    const pairs = await this.wishes.suggestions(actor, id);
    const cards = await this.companies.cards(pairs.map(({ counterpartId }) => counterpartId));
    const matches = pairs.flatMap(({ seeks, offers }) => [seeks, offers].filter((match) => match !== null));
    const labelOf = await this.labels.of(
      matches.flatMap(({ factors }) => factors),
      actor.language,
    );
    return pairs.map((pair) => suggestionOf(pair, cards.get(pair.counterpartId) ?? null, told(actor, labelOf)));
  }

  @Put('matchmaking-participations/:id/wishes/:counterpartId')
  @HttpCode(204)
  @Access('booking.delegate')
  @ApiNoContentResponse()
  wish(
    @CurrentActor() actor: AccountActor,
    @Param('id', IdPipe) id: string,
    @Param('counterpartId', IdPipe) counterpartId: string,
    @Body() { wish }: WishDto,
  ): Promise<void> {
    return this.wishes.set(actor, id, counterpartId, wish);
  }

  @Delete('matchmaking-participations/:id/wishes/:counterpartId')
  @HttpCode(204)
  @Access('booking.delegate')
  @ApiNoContentResponse()
  forget(
    @CurrentActor() actor: AccountActor,
    @Param('id', IdPipe) id: string,
    @Param('counterpartId', IdPipe) counterpartId: string,
  ): Promise<void> {
    return this.wishes.set(actor, id, counterpartId, null);
  }
}

type Tell = (match: Match) => MeetingSuggestionView['seeks'];

function told(actor: Actor, labelOf: LabelOf): Tell {
  return ({ demandId, companyId, score, factors, computedAt }) => ({
    demandId,
    companyId,
    score,
    factors: factors.map((factor) => explain(factor, actor.language, labelOf)),
    computedAt: new Date(computedAt).toISOString(),
  });
}

function suggestionOf(
  { counterpartId, score, seeks, offers }: PairOfCompanies,
  company: MeetingSuggestionView['company'],
  tell: Tell,
): MeetingSuggestionView {
  return { companyId: counterpartId, company, score, seeks: seeks && tell(seeks), offers: offers && tell(offers) };
}
