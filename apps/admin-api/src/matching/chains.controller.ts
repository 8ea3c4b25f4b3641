import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { Companies } from '@shuqiao/companies';
import { Access, CurrentActor } from '@shuqiao/identity';
import type { Actor } from '@shuqiao/kernel';
import { Chains, type ChainsView as FoundChains } from '@shuqiao/matching';
import { IdPipe } from '@shuqiao/platform';
import { InspectedChainsQuery, InspectedChainsView } from './chain.dto';

@ApiTags('matches')
@Controller('demands/:demandId/chains')
export class ChainsController {
  constructor(
    private readonly chains: Chains,
    private readonly companies: Companies,
  ) {}

  @Get()
  @Access('match.inspect')
  @ApiOkResponse({ type: InspectedChainsView })
  async list(
    @CurrentActor() actor: Actor,
    @Param('demandId', IdPipe) demandId: string,
    @Query() { limit, members }: InspectedChainsQuery,
  ): Promise<InspectedChainsView> {
    return this.shown(await this.chains.forDemandAsStaff(actor, demandId, { limit, mostMembers: members }));
  }

  private async shown({ items, uncovered }: FoundChains): Promise<InspectedChainsView> {
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
