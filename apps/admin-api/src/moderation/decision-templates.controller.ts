import { Body, Controller, Get, Param, Patch, Post } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { Access, CurrentActor } from '@shuqiao/identity';
import { type Actor, DomainError, NOT_FOUND } from '@shuqiao/kernel';
import { DecisionTemplates } from '@shuqiao/moderation';
import { Creates, IfMatch, RequiresIfMatch } from '@shuqiao/platform';
import { NewTemplateDto, TemplateChangesDto, TemplateList, TemplateView } from './decision-template.dto';

const CODE = /^[a-z0-9-]{1,60}$/;

@ApiTags('decision templates')
@Controller('decision-templates')
export class DecisionTemplatesController {
  constructor(private readonly templates: DecisionTemplates) {}

  /** All of them, the retired too: they are few, hence one page. */
  @Get()
  @Access('review.view')
  @ApiOkResponse({ type: TemplateList })
  async list(@CurrentActor() actor: Actor) {
    return { items: await this.templates.list(actor), nextCursor: null };
  }

  @Post()
  @Creates()
  @Access('review.assign')
  @ApiCreatedResponse({ type: TemplateView })
  add(@CurrentActor() actor: Actor, @Body() { code, decision, subjectTypes, texts }: NewTemplateDto) {
    const { zh, ru, en } = texts;
    return this.templates.add(actor, { code, decision, subjectTypes, texts: { zh, ru, en } });
  }

  @Patch(':code')
  @Access('review.assign')
  @RequiresIfMatch()
  @ApiOkResponse({ type: TemplateView })
  change(
    @CurrentActor() actor: Actor,
    @Param('code') code: string,
    @IfMatch() version: number,
    @Body() body: TemplateChangesDto,
  ) {
    if (!CODE.test(code)) throw new DomainError(NOT_FOUND);
    const { subjectTypes, texts, retired } = body;
    return this.templates.change(actor, code, version, { subjectTypes, texts, retired });
  }
}
