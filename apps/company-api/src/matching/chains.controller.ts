import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { Companies } from '@shuqiao/companies';
import { Access, CurrentActor } from '@shuqiao/identity';
import type { Actor } from '@shuqiao/kernel';
import { Chains, type ChainsView as FoundChains } from '@shuqiao/matching';
import { IdPipe } from '@shuqiao/platform';
import { ChainsQuery, ChainsView } from './chain.dto';

@ApiTags('matches')
@Controller()
export class ChainsController {
  constructor(
    private readonly chains: Chains,
    private readonly companies: Companies,
  ) {}

  @Get('demands/:demandId/chains')
  @Access('match.view')
  @ApiOkResponse({ type: ChainsView })
  async forDemand(
    @CurrentActor() actor: Actor,
    @Param('demandId', IdPipe) demandId: string,
    @Query() { limit, members }: ChainsQuery,
  ): Promise<ChainsView> {
    return this.shown(await this.chains.forDemand(actor, demandId, { limit, mostMembers: members }));
  }

  @Get('companies/:companyId/matches/:demandId/chains')
  @Access('match.view')
  @ApiOkResponse({ type: ChainsView })
  async forCompany(
    @CurrentActor() actor: Actor,
    @Param('companyId', IdPipe) companyId: string,
    @Param('demandId', IdPipe) demandId: string,
    @Query() { limit, members }: ChainsQuery,
  ): Promise<ChainsView> {
    return this.shown(await this.chains.forCompany(actor, companyId, demandId, { limit, mostMembers: members }));
  }

  private async shown({ items, uncovered }: FoundChains): Promise<ChainsView> {
    const members = items.flatMap((chain) => chain.companies);
    const cards = await this.companies.cards(
      [...members, ...uncovered.flatMap(({ nearest }) => nearest ?? [])].map(({ companyId }) => companyId),
    );
    const withCard = <T extends { readonly companyId: string }>(item: T) => ({
      ...item,
      company: cards.get(item.companyId) ?? null,
    });
    return {
      items: items.map((chain) => ({ ...chain, companies: chain.companies.map(withCard) })),
      uncovered: uncovered.map((item) => ({ ...item, nearest: item.nearest && withCard(item.nearest) })),
    };
  }
}
