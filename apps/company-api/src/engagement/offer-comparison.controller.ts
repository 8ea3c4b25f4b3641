import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { EoiComparison } from '@shuqiao/engagement';
import { Access, CurrentActor } from '@shuqiao/identity';
import type { Actor } from '@shuqiao/kernel';
import { IdPipe, PageQuery } from '@shuqiao/platform';
import { EoiViews } from './eoi-views';
import { OfferComparisonView } from './offer-comparison.dto';

@ApiTags('expressions of interest')
@Controller('demands/:demandId/offers-comparison')
export class OfferComparisonController {
  constructor(
    private readonly comparison: EoiComparison,
    private readonly views: EoiViews,
  ) {}

  /** The offers for one's own demand side by side, requirement by requirement. */
  @Get()
  @Access('eoi.view')
  @ApiOkResponse({ type: OfferComparisonView })
  async compare(
    @CurrentActor() actor: Actor,
    @Param('demandId', IdPipe) demandId: string,
    @Query() query: PageQuery,
  ): Promise<OfferComparisonView> {
    return this.views.comparison(await this.comparison.compare(actor, demandId, query));
  }
}
