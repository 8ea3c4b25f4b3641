import { Body, Controller, Delete, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { Access, CurrentActor } from '@shuqiao/identity';
import { type Actor, fieldError, invalid, type Page } from '@shuqiao/kernel';
import {
  EITHER_TERM_OR_ADDITION,
  type Lesson,
  type UnknownTerm,
  UnknownTerms,
  type UnknownTermWithExamples,
} from '@shuqiao/matching';
import { Creates, IdPipe } from '@shuqiao/platform';
import type { TermRecord } from '@shuqiao/taxonomy';
import { LexiconTermView, termContentOf } from './lexicon-term.dto';
import {
  TeachingDto,
  UnknownTermDismissalDto,
  UnknownTermPageView,
  UnknownTermQuery,
  UnknownTermView,
} from './unknown-term.dto';

/** What public texts say that the lexicon lacks. */
@ApiTags('lexicon')
@Controller('unknown-terms')
export class UnknownTermsController {
  constructor(private readonly unknown: UnknownTerms) {}

  @Get()
  @Access('lexicon.view')
  @ApiOkResponse({ type: UnknownTermPageView })
  list(@CurrentActor() actor: Actor, @Query() query: UnknownTermQuery): Promise<Page<UnknownTermWithExamples>> {
    return this.unknown.list(actor, query, query);
  }

  @Post(':id/teaching')
  @Access('lexicon.manage')
  @Creates()
  @ApiCreatedResponse({ type: LexiconTermView, description: 'The term that the word leads to now.' })
  teach(@CurrentActor() actor: Actor, @Param('id', IdPipe) id: string, @Body() body: TeachingDto): Promise<TermRecord> {
    return this.unknown.teach(actor, id, lessonOf(body));
  }

  @Post(':id/dismissal')
  @HttpCode(200)
  @Access('lexicon.manage')
  @ApiOkResponse({ type: UnknownTermView })
  dismiss(
    @CurrentActor() actor: Actor,
    @Param('id', IdPipe) id: string,
    @Body() { reason }: UnknownTermDismissalDto,
  ): Promise<UnknownTerm> {
    return this.unknown.dismiss(actor, id, reason);
  }

  @Delete(':id/dismissal')
  @Access('lexicon.manage')
  @ApiOkResponse({ type: UnknownTermView })
  restore(@CurrentActor() actor: Actor, @Param('id', IdPipe) id: string): Promise<UnknownTerm> {
    return this.unknown.restore(actor, id);
  }
}

function lessonOf({ term, addTo }: TeachingDto): Lesson {
  if (term && !addTo) return { term: termContentOf(term) };
  if (!addTo || term) throw invalid(fieldError('/addTo', EITHER_TERM_OR_ADDITION));
  const { termId, version, language, form, reason = null } = addTo;
  return { addTo: { termId, version, language, form, reason } };
}
