import { Body, Controller, HttpCode, Param, Patch, Post } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse } from '@nestjs/swagger';
import { Access, CurrentActor } from '@shuqiao/identity';
import type { Actor } from '@shuqiao/kernel';
import { Creates, IfMatch, RequiresIfMatch } from '@shuqiao/platform';
import { Concept, TaxonomyEditing } from '@shuqiao/taxonomy';
import { AddConceptDto, ChangeConceptDto, ConceptDetailView } from './taxonomy.dto';

/** How the secretariat extends the reference data without a release. */
@Controller()
export class TaxonomyController {
  constructor(private readonly taxonomy: TaxonomyEditing) {}

  @Post('concepts')
  @Access('taxonomy.manage')
  @Creates()
  @ApiCreatedResponse({ type: ConceptDetailView })
  async add(@CurrentActor() actor: Actor, @Body() body: AddConceptDto) {
    const { code, labels, synonyms, codes = {}, sort = 1000 } = body;
    return toView(await this.taxonomy.addConcept(actor, code, { labels, synonyms, codes: { ...codes }, sort }));
  }

  @Patch('concepts/:code')
  @Access('taxonomy.manage')
  @RequiresIfMatch()
  @ApiOkResponse({ type: ConceptDetailView })
  async change(
    @CurrentActor() actor: Actor,
    @Param('code') code: string,
    @IfMatch() version: number,
    @Body() body: ChangeConceptDto,
  ) {
    const { labels, synonyms, codes, sort } = body;
    return toView(
      await this.taxonomy.changeConcept(actor, code, version, { labels, synonyms, codes: codes && { ...codes }, sort }),
    );
  }

  @Post('concepts/:code/retirement')
  @HttpCode(200)
  @Access('taxonomy.manage')
  @RequiresIfMatch()
  @ApiOkResponse({ type: ConceptDetailView })
  async retire(@CurrentActor() actor: Actor, @Param('code') code: string, @IfMatch() version: number) {
    return toView(await this.taxonomy.retireConcept(actor, code, version));
  }
}

function toView({ code, parent, labels, synonyms, codes, sort, version }: Concept) {
  return { code, parent, labels, synonyms, codes, sort, version };
}
