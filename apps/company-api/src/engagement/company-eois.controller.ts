import { Body, Controller, Get, Header, Param, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { EoiContacts, EoiReads, EoiSending } from '@shuqiao/engagement';
import { Access, CurrentActor } from '@shuqiao/identity';
import type { Actor, Page } from '@shuqiao/kernel';
import { Creates, IdPipe, PageQuery } from '@shuqiao/platform';
import { EoiViews } from './eoi-views';
import { ContactViewPageView, type ContactViewView, EoiListQuery, EoiPageView, EoiView, NewEoiDto } from './eoi.dto';
import { toOffers } from './to-offers';

/** The EOIs of one company. */
@ApiTags('expressions of interest')
@Controller('companies/:companyId')
export class CompanyEoisController {
  constructor(
    private readonly sending: EoiSending,
    private readonly reads: EoiReads,
    private readonly contacts: EoiContacts,
    private readonly views: EoiViews,
  ) {}

  @Post('eois')
  @Access('eoi.edit')
  @Creates()
  @ApiCreatedResponse({ type: EoiView })
  async draft(
    @CurrentActor() actor: Actor,
    @Param('companyId', IdPipe) companyId: string,
    @Body() body: NewEoiDto,
  ): Promise<EoiView> {
    const { demandId, cover = null, offers = [] } = body;
    const id = await this.sending.draft(actor, companyId, { demandId, cover, offers: toOffers(offers) });
    return this.views.of(actor, id);
  }

  @Get('eois')
  @Access('eoi.view')
  @Header('cache-control', 'no-store')
  @ApiOkResponse({ type: EoiPageView })
  async list(
    @CurrentActor() actor: Actor,
    @Param('companyId', IdPipe) companyId: string,
    @Query() query: EoiListQuery,
  ): Promise<Page<EoiView>> {
    const { direction, status, demandId } = query;
    return this.views.page(await this.reads.list(actor, companyId, direction, { status, demandId }, query));
  }

  @Get('contact-views')
  @Access('company.view')
  @ApiOkResponse({ type: ContactViewPageView })
  async contactViews(
    @CurrentActor() actor: Actor,
    @Param('companyId', IdPipe) companyId: string,
    @Query() query: PageQuery,
  ): Promise<Page<ContactViewView>> {
    return this.views.contactViews(await this.contacts.views(actor, companyId, query));
  }
}
