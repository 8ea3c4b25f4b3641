import { Body, Controller, Delete, Get, HttpCode, Param, Post, Put, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { Access, CurrentActor } from '@shuqiao/identity';
import type { Actor, Page } from '@shuqiao/kernel';
import { Creates, IdPipe, IfMatch, RequiresIfMatch } from '@shuqiao/platform';
import { LexiconEditing, LexiconList, type TermRecord } from '@shuqiao/taxonomy';
import {
  LexiconTermDto,
  LexiconTermPageView,
  LexiconTermQuery,
  LexiconTermView,
  NewLexiconTermDto,
  termContentOf,
  TermWithdrawalDto,
} from './lexicon-term.dto';

/** The terms by which texts of different languages meet. */
@ApiTags('lexicon')
@Controller('lexicon-terms')
export class LexiconTermsController {
  constructor(
    private readonly terms: LexiconList,
    private readonly editing: LexiconEditing,
  ) {}

  @Get()
  @Access('lexicon.view')
  @ApiOkResponse({ type: LexiconTermPageView })
  list(@CurrentActor() actor: Actor, @Query() query: LexiconTermQuery): Promise<Page<TermRecord>> {
    return this.terms.list(actor, query, query);
  }

  @Get(':id')
  @Access('lexicon.view')
  @ApiOkResponse({ type: LexiconTermView })
  read(@CurrentActor() actor: Actor, @Param('id', IdPipe) id: string): Promise<TermRecord> {
    return this.terms.read(actor, id);
  }

  @Post()
  @Access('lexicon.manage')
  @Creates()
  @ApiCreatedResponse({ type: LexiconTermView })
  add(@CurrentActor() actor: Actor, @Body() body: NewLexiconTermDto): Promise<TermRecord> {
    return this.editing.add(actor, termContentOf(body));
  }

  @Put(':id')
  @Access('lexicon.manage')
  @RequiresIfMatch()
  @ApiOkResponse({ type: LexiconTermView })
  change(
    @CurrentActor() actor: Actor,
    @Param('id', IdPipe) id: string,
    @IfMatch() version: number,
    @Body() body: LexiconTermDto,
  ): Promise<TermRecord> {
    return this.editing.change(actor, id, version, termContentOf(body));
  }

  @Post(':id/withdrawal')
  @HttpCode(200)
  @Access('lexicon.manage')
  @RequiresIfMatch()
  @ApiOkResponse({ type: LexiconTermView })
  withdraw(
    @CurrentActor() actor: Actor,
    @Param('id', IdPipe) id: string,
    @IfMatch() version: number,
    @Body() { reason }: TermWithdrawalDto,
  ): Promise<TermRecord> {
    return this.editing.withdraw(actor, id, version, reason);
  }

  @Delete(':id/withdrawal')
  @Access('lexicon.manage')
  @RequiresIfMatch()
  @ApiOkResponse({ type: LexiconTermView })
  restore(
    @CurrentActor() actor: Actor,
    @Param('id', IdPipe) id: string,
    @IfMatch() version: number,
  ): Promise<TermRecord> {
    return this.editing.restore(actor, id, version);
  }
}
