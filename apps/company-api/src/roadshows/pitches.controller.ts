import { Body, Controller, Get, HttpCode, Param, Post, Put, Query, Req } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse } from '@nestjs/swagger';
import { Access, CurrentActor } from '@shuqiao/identity';
import type { AccountActor } from '@shuqiao/kernel';
import { Creates, IdPipe, IfMatch, RequiresIfMatch, type SignedLink, TakesUpload, uploadOf } from '@shuqiao/platform';
import { type PitchDetail, Pitches, type PitchWithDecision, SlidesOfPitches } from '@shuqiao/roadshows';
import type { FastifyRequest } from 'fastify';
import { AttachmentLinkView } from '../demands/demand.view';
import {
  contentOf,
  NewPitchDto,
  PitchDto,
  PitchPageView,
  PitchQuery,
  PitchView,
  PitchWithDecisionView,
} from './pitch.dto';

/** A company's applications to pitch at roadshows. */
@Controller()
export class PitchesController {
  constructor(
    private readonly pitches: Pitches,
    private readonly slides: SlidesOfPitches,
  ) {}

  @Post('companies/:companyId/pitches')
  @Access('pitch.edit')
  @Creates()
  @ApiCreatedResponse({ type: PitchWithDecisionView })
  submit(
    @CurrentActor() actor: AccountActor,
    @Param('companyId', IdPipe) companyId: string,
    @Body() body: NewPitchDto,
  ): Promise<PitchWithDecision> {
    return this.pitches.submit(actor, companyId, body.roadshowId, contentOf(body));
  }

  @Get('companies/:companyId/pitches')
  @Access('pitch.view')
  @ApiOkResponse({ type: PitchPageView })
  list(
    @CurrentActor() actor: AccountActor,
    @Param('companyId', IdPipe) companyId: string,
    @Query() { limit, cursor }: PitchQuery,
  ) {
    return this.pitches.list(actor, companyId, { limit, cursor });
  }

  @Get('pitches/:id')
  @Access('pitch.view')
  @ApiOkResponse({ type: PitchWithDecisionView })
  find(@CurrentActor() actor: AccountActor, @Param('id', IdPipe) id: string): Promise<PitchWithDecision> {
    return this.pitches.find(actor, id);
  }

  /** Submits a returned pitch again. */
  @Put('pitches/:id/submission')
  @Access('pitch.edit')
  @RequiresIfMatch()
  @ApiOkResponse({ type: PitchWithDecisionView })
  resubmit(
    @CurrentActor() actor: AccountActor,
    @Param('id', IdPipe) id: string,
    @IfMatch() version: number,
    @Body() body: PitchDto,
  ): Promise<PitchWithDecision> {
    return this.pitches.resubmit(actor, id, version, contentOf(body));
  }

  @Post('pitches/:id/withdrawal')
  @HttpCode(200)
  @Access('pitch.edit')
  @ApiOkResponse({ type: PitchWithDecisionView })
  withdraw(@CurrentActor() actor: AccountActor, @Param('id', IdPipe) id: string): Promise<PitchWithDecision> {
    return this.pitches.withdraw(actor, id);
  }

  // Safe to repeat without a key: the same content again answers the file that is there.
  @Post('pitches/:id/slides')
  @Access('pitch.edit')
  @TakesUpload()
  @ApiCreatedResponse({ type: PitchView })
  async upload(
    @CurrentActor() actor: AccountActor,
    @Param('id', IdPipe) id: string,
    @Req() request: FastifyRequest,
  ): Promise<PitchDetail> {
    return this.slides.upload(actor, id, await uploadOf(request));
  }

  @Get('pitches/:id/slides/link')
  @Access('pitch.view')
  @ApiOkResponse({ type: AttachmentLinkView })
  link(@CurrentActor() actor: AccountActor, @Param('id', IdPipe) id: string): Promise<SignedLink> {
    return this.slides.ownLink(actor, id);
  }
}
