import { Body, Controller, Delete, Get, HttpCode, Param, Post, Put } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { Access, CurrentActor } from '@shuqiao/identity';
import type { Actor } from '@shuqiao/kernel';
import { MatchDigestSettings } from '@shuqiao/notifications';
import { IdPipe, IfMatch, RequiresIfMatch } from '@shuqiao/platform';
import { MatchDigestDto, MatchDigestView } from './match-digest.dto';

/** The weekly mail of new matches. */
@ApiTags('matches')
@Controller('companies/:companyId/match-digest')
export class MatchDigestController {
  constructor(private readonly settings: MatchDigestSettings) {}

  @Get()
  @Access('match.view')
  @ApiOkResponse({ type: MatchDigestView })
  get(@CurrentActor() actor: Actor, @Param('companyId', IdPipe) companyId: string): Promise<MatchDigestView> {
    return this.settings.get(actor, companyId);
  }

  @Put()
  @Access('match.digest')
  @RequiresIfMatch()
  @ApiOkResponse({ type: MatchDigestView })
  set(
    @CurrentActor() actor: Actor,
    @Param('companyId', IdPipe) companyId: string,
    @IfMatch() version: number,
    @Body() { enabled, threshold, weekday, hour }: MatchDigestDto,
  ): Promise<MatchDigestView> {
    return this.settings.set(actor, companyId, version, { enabled, threshold, weekday, hour });
  }

  /** I want the mail again. */
  @Post('subscription')
  @HttpCode(200)
  @Access('match.digest')
  @ApiOkResponse({ type: MatchDigestView })
  subscribe(@CurrentActor() actor: Actor, @Param('companyId', IdPipe) companyId: string): Promise<MatchDigestView> {
    return this.settings.subscribe(actor, companyId, true);
  }

  /** I want it no longer; my colleagues go on getting it. */
  @Delete('subscription')
  @Access('match.digest')
  @ApiOkResponse({ type: MatchDigestView })
  unsubscribe(@CurrentActor() actor: Actor, @Param('companyId', IdPipe) companyId: string): Promise<MatchDigestView> {
    return this.settings.subscribe(actor, companyId, false);
  }
}
