import { Body, Controller, Get, HttpCode, Post, Put } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { Companies } from '@shuqiao/companies';
import { Access, CurrentActor } from '@shuqiao/identity';
import type { Actor } from '@shuqiao/kernel';
import { MatchPreviews, MatchSettings, type MatchSettingsRecord } from '@shuqiao/matching';
import { IfMatch, RequiresIfMatch } from '@shuqiao/platform';
import {
  MatchPreviewView,
  MatchSettingsView,
  PreviewMatchSettingsDto,
  SetMatchSettingsDto,
  toWeights,
} from './match-settings.dto';

/** What the factors of a match weigh. */
@ApiTags('matches')
@Controller('match-settings')
export class MatchSettingsController {
  constructor(
    private readonly settings: MatchSettings,
    private readonly previews: MatchPreviews,
    private readonly companies: Companies,
  ) {}

  @Get()
  @Access('match.inspect')
  @ApiOkResponse({ type: MatchSettingsView })
  current(@CurrentActor() actor: Actor): Promise<MatchSettingsRecord> {
    return this.settings.current(actor);
  }

  @Put()
  @Access('match.weigh')
  @RequiresIfMatch()
  @ApiOkResponse({ type: MatchSettingsView })
  set(
    @CurrentActor() actor: Actor,
    @IfMatch() version: number,
    @Body() { weights, reason }: SetMatchSettingsDto,
  ): Promise<MatchSettingsRecord> {
    return this.settings.set(actor, version, toWeights(weights), reason);
  }

  @Post('preview')
  @Access('match.weigh')
  @HttpCode(200)
  @ApiOkResponse({ type: MatchPreviewView })
  async preview(@CurrentActor() actor: Actor, @Body() { weights }: PreviewMatchSettingsDto): Promise<MatchPreviewView> {
    const { looked, items } = await this.previews.preview(actor, toWeights(weights));
    const cards = await this.companies.cards(items.flatMap(({ moves }) => moves.map(({ companyId }) => companyId)));
    return {
      looked,
      items: items.map(({ moves, ...demand }) => ({
        ...demand,
        moves: moves.map((move) => ({ ...move, legalName: cards.get(move.companyId)?.legalName ?? null })),
      })),
    };
  }
}
