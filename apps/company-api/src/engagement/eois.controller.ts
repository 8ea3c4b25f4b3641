import { Body, Controller, Delete, Get, Header, HttpCode, Param, Patch, Post, Put } from '@nestjs/common';
import { ApiNoContentResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { EoiContacts, EoiDecisions, EoiReads, EoiSending, type OpenContacts } from '@shuqiao/engagement';
import { Access, CurrentActor } from '@shuqiao/identity';
import type { Actor, JsonObject } from '@shuqiao/kernel';
import { IdPipe, IfMatch, RequiresIfMatch } from '@shuqiao/platform';
import { EoiViews } from './eoi-views';
import { AnsweredDemandView } from '../demands/demand.view';
import { DeclinationDto, EoiChangeDto, EoiView, OpenContactsView } from './eoi.dto';
import { toOffers } from './to-offers';

/** One EOI, for either of its two companies. */
@ApiTags('expressions of interest')
@Controller('eois/:id')
export class EoisController {
  constructor(
    private readonly sending: EoiSending,
    private readonly decisions: EoiDecisions,
    private readonly contacts: EoiContacts,
    private readonly reads: EoiReads,
    private readonly views: EoiViews,
  ) {}

  @Get()
  @Access('eoi.view')
  @Header('cache-control', 'no-store')
  @ApiOkResponse({ type: EoiView })
  get(@CurrentActor() actor: Actor, @Param('id', IdPipe) id: string): Promise<EoiView> {
    return this.views.of(actor, id);
  }

  /** The demand that it answers: also one that the secretariat has taken down since, with the reason. */
  @Get('demand')
  @Access('eoi.view')
  @ApiOkResponse({ type: AnsweredDemandView })
  demand(@CurrentActor() actor: Actor, @Param('id', IdPipe) id: string): Promise<JsonObject> {
    return this.reads.demandOf(actor, id);
  }

  @Patch()
  @Access('eoi.edit')
  @RequiresIfMatch()
  @ApiOkResponse({ type: EoiView })
  async edit(
    @CurrentActor() actor: Actor,
    @Param('id', IdPipe) id: string,
    @IfMatch() version: number,
    @Body() body: EoiChangeDto,
  ): Promise<EoiView> {
    await this.sending.edit(actor, id, version, { cover: body.cover, offers: body.offers && toOffers(body.offers) });
    return this.views.of(actor, id);
  }

  @Delete()
  @Access('eoi.edit')
  @HttpCode(204)
  @ApiNoContentResponse({ description: 'The draft is thrown away.' })
  discard(@CurrentActor() actor: Actor, @Param('id', IdPipe) id: string): Promise<void> {
    return this.sending.discard(actor, id);
  }

  @Post('sending')
  @Access('eoi.edit')
  @HttpCode(200)
  @ApiOkResponse({ type: EoiView })
  async send(@CurrentActor() actor: Actor, @Param('id', IdPipe) id: string): Promise<EoiView> {
    await this.sending.send(actor, id);
    return this.views.of(actor, id);
  }

  @Post('withdrawal')
  @Access('eoi.edit')
  @HttpCode(200)
  @ApiOkResponse({ type: EoiView })
  async withdraw(@CurrentActor() actor: Actor, @Param('id', IdPipe) id: string): Promise<EoiView> {
    await this.sending.withdraw(actor, id);
    return this.views.of(actor, id);
  }

  @Post('reconfirmation')
  @Access('eoi.edit')
  @HttpCode(200)
  @ApiOkResponse({ type: EoiView })
  async reconfirm(@CurrentActor() actor: Actor, @Param('id', IdPipe) id: string): Promise<EoiView> {
    await this.sending.reconfirm(actor, id);
    return this.views.of(actor, id);
  }

  @Post('acceptance')
  @Access('eoi.decide')
  @HttpCode(200)
  @ApiOkResponse({ type: EoiView })
  async accept(@CurrentActor() actor: Actor, @Param('id', IdPipe) id: string): Promise<EoiView> {
    await this.decisions.accept(actor, id);
    return this.views.of(actor, id);
  }

  @Post('declination')
  @Access('eoi.decide')
  @HttpCode(200)
  @ApiOkResponse({ type: EoiView })
  async decline(
    @CurrentActor() actor: Actor,
    @Param('id', IdPipe) id: string,
    @Body() body: DeclinationDto,
  ): Promise<EoiView> {
    await this.decisions.decline(actor, id, body.reason, body.text ?? null);
    return this.views.of(actor, id);
  }

  @Put('consent')
  @Access('eoi.decide')
  @ApiOkResponse({ type: EoiView })
  async giveConsent(@CurrentActor() actor: Actor, @Param('id', IdPipe) id: string): Promise<EoiView> {
    await this.contacts.giveConsent(actor, id);
    return this.views.of(actor, id);
  }

  @Delete('consent')
  @Access('eoi.decide')
  @ApiOkResponse({ type: EoiView })
  async withdrawConsent(@CurrentActor() actor: Actor, @Param('id', IdPipe) id: string): Promise<EoiView> {
    await this.contacts.withdrawConsent(actor, id);
    return this.views.of(actor, id);
  }

  @Get('contacts')
  @Access('contact.view')
  @Header('cache-control', 'no-store')
  @ApiOkResponse({ type: OpenContactsView })
  openContacts(@CurrentActor() actor: Actor, @Param('id', IdPipe) id: string): Promise<OpenContacts> {
    return this.contacts.view(actor, id);
  }
}
