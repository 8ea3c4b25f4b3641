import { Body, Controller, Delete, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiNoContentResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { Companies } from '@shuqiao/companies';
import { Access, CurrentActor } from '@shuqiao/identity';
import { type Actor, DomainError, NOT_FOUND, type Page } from '@shuqiao/kernel';
import {
  type Dismissal,
  type Advice,
  explain,
  explainAdvice,
  type ExplainedAdvice,
  type ExplainedFactor,
  type Match,
  MatchDismissals,
  MatchLabels,
  MatchPassages,
  MatchReads,
  namedInAdvice,
} from '@shuqiao/matching';
import { IdPipe } from '@shuqiao/platform';
import {
  DismissalDto,
  DismissalView,
  MatchedCompanyPageView,
  type MatchedCompanyView,
  MatchedDemandPageView,
  type MatchedDemandView,
  MatchPageQuery,
} from './match.dto';

@ApiTags('matches')
@Controller()
export class MatchesController {
  constructor(
    private readonly matches: MatchReads,
    private readonly dismissals: MatchDismissals,
    private readonly labels: MatchLabels,
    private readonly passages: MatchPassages,
    private readonly companies: Companies,
  ) {}

  @Get('demands/:demandId/matches')
  @Access('match.view')
  @ApiOkResponse({ type: MatchedCompanyPageView })
  async forDemand(
    @CurrentActor() actor: Actor,
    @Param('demandId', IdPipe) demandId: string,
    @Query() { highlight, ...page }: MatchPageQuery,
  ): Promise<Page<MatchedCompanyView>> {
    const { items, nextCursor } = await this.matches.forDemand(actor, demandId, page);
    const cards = await this.companies.cards(items.map((match) => match.companyId));
    const explained = await this.explained(actor, highlight ? await this.passages.into(items) : items);
    return { items: explained.map((match) => ({ ...match, company: cards.get(match.companyId) ?? null })), nextCursor };
  }

  @Get('companies/:companyId/matches')
  @Access('match.view')
  @ApiOkResponse({ type: MatchedDemandPageView })
  async forCompany(
    @CurrentActor() actor: Actor,
    @Param('companyId', IdPipe) companyId: string,
    @Query() { highlight, ...page }: MatchPageQuery,
  ): Promise<Page<MatchedDemandView>> {
    const { items, nextCursor } = await this.matches.forCompany(actor, companyId, page);
    const explained = await this.explained(actor, highlight ? await this.passages.into(items) : items);
    const labelOf = await this.labels.of(namedInAdvice(items.flatMap(({ advice }) => advice)), actor.language);
    const say = (advice: Advice): ExplainedAdvice => explainAdvice(advice, actor.language, labelOf);
    return { items: explained.map((match) => ({ ...match, advice: match.advice.map(say) })), nextCursor };
  }

  @Post('companies/:companyId/matches/:demandId/dismissal')
  @Access('match.dismiss')
  @HttpCode(200)
  @ApiOkResponse({ type: DismissalView })
  dismiss(
    @CurrentActor() actor: Actor,
    @Param('companyId', IdPipe) companyId: string,
    @Param('demandId', IdPipe) demandId: string,
    @Body() body: DismissalDto,
  ): Promise<Dismissal> {
    return this.dismissals.dismiss(actor, companyId, demandId, body.reason);
  }

  /** Takes "not for us" back: the demand may be recommended again. */
  @Delete('companies/:companyId/matches/:demandId/dismissal')
  @Access('match.dismiss')
  @HttpCode(204)
  @ApiNoContentResponse()
  async restore(
    @CurrentActor() actor: Actor,
    @Param('companyId', IdPipe) companyId: string,
    @Param('demandId', IdPipe) demandId: string,
  ): Promise<void> {
    if (!(await this.dismissals.restore(actor, companyId, demandId))) throw new DomainError(NOT_FOUND);
  }

  private async explained<T extends Match>(
    actor: Actor,
    matches: readonly T[],
  ): Promise<(Omit<T, 'factors'> & { factors: ExplainedFactor[] })[]> {
    const labelOf = await this.labels.of(
      matches.flatMap((match) => match.factors),
      actor.language,
    );
    return matches.map((match) => ({
      ...match,
      factors: match.factors.map((factor) => explain(factor, actor.language, labelOf)),
    }));
  }
}
