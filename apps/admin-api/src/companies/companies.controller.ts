import { Body, Controller, Delete, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiOkResponse } from '@nestjs/swagger';
import { CompanyInspection, type InspectedCard, Listings, Suspensions } from '@shuqiao/companies';
import { Access, CurrentActor } from '@shuqiao/identity';
import type { Actor, Page } from '@shuqiao/kernel';
import { IdPipe } from '@shuqiao/platform';
import {
  InspectedCompanyView,
  inspectedCompanyView,
  InspectedPageView,
  InspectionQuery,
  CompanyReasonDto,
} from './company-inspection.dto';

/** Companies in every state, for the secretariat. */
@Controller('companies')
export class CompaniesController {
  constructor(
    private readonly inspection: CompanyInspection,
    private readonly suspensions: Suspensions,
    private readonly listings: Listings,
  ) {}

  @Get()
  @Access('company.inspect')
  @ApiOkResponse({ type: InspectedPageView })
  list(@CurrentActor() actor: Actor, @Query() query: InspectionQuery): Promise<Page<InspectedCard>> {
    const { status, country, side, expiredCheck, limit, cursor } = query;
    return this.inspection.list(actor, { status, country, side, expiredCheck }, { limit, cursor });
  }

  @Get(':companyId')
  @Access('company.inspect')
  @ApiOkResponse({ type: InspectedCompanyView })
  async get(
    @CurrentActor() actor: Actor,
    @Param('companyId', IdPipe) companyId: string,
  ): Promise<InspectedCompanyView> {
    return inspectedCompanyView(await this.inspection.get(actor, companyId));
  }

  @Post(':companyId/suspension')
  @HttpCode(200)
  @Access('company.suspend')
  @ApiOkResponse({ type: InspectedCompanyView })
  async suspend(
    @CurrentActor() actor: Actor,
    @Param('companyId', IdPipe) companyId: string,
    @Body() { reason }: CompanyReasonDto,
  ): Promise<InspectedCompanyView> {
    await this.suspensions.suspend(actor, companyId, reason);
    return this.get(actor, companyId);
  }

  @Delete(':companyId/suspension')
  @Access('company.suspend')
  @ApiOkResponse({ type: InspectedCompanyView })
  async reinstate(
    @CurrentActor() actor: Actor,
    @Param('companyId', IdPipe) companyId: string,
    @Body() { reason }: CompanyReasonDto,
  ): Promise<InspectedCompanyView> {
    await this.suspensions.reinstate(actor, companyId, reason);
    return this.get(actor, companyId);
  }

  @Post(':companyId/delisting')
  @HttpCode(200)
  @Access('company.suspend')
  @ApiOkResponse({ type: InspectedCompanyView })
  async delist(
    @CurrentActor() actor: Actor,
    @Param('companyId', IdPipe) companyId: string,
    @Body() { reason }: CompanyReasonDto,
  ): Promise<InspectedCompanyView> {
    await this.listings.remove(actor, companyId, reason);
    return this.get(actor, companyId);
  }
}
