import { Body, Controller, Delete, Get, HttpCode, Param, Post, Put, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse } from '@nestjs/swagger';
import { Access, CurrentActor } from '@shuqiao/identity';
import type { Actor } from '@shuqiao/kernel';
import { Creates, IdPipe, IfMatch, RequiresIfMatch } from '@shuqiao/platform';
import { type InterpreterContent, type InterpreterDetail, Interpreters } from '@shuqiao/roadshows';
import { InterpreterDto, InterpreterPageView, InterpreterQuery, InterpreterView, tagged } from './session-people.dto';

/** The secretariat's list of interpreters. */
@Controller('interpreters')
export class InterpretersController {
  constructor(private readonly interpreters: Interpreters) {}

  @Post()
  @Access('roadshow.manage')
  @Creates()
  @ApiCreatedResponse({ type: InterpreterView })
  add(@CurrentActor() actor: Actor, @Body() body: InterpreterDto): Promise<InterpreterDetail> {
    return this.interpreters.add(actor, contentOf(body));
  }

  @Get()
  @Access('roadshow.view')
  @ApiOkResponse({ type: InterpreterPageView })
  list(@CurrentActor() actor: Actor, @Query() { language, limit, cursor }: InterpreterQuery) {
    return this.interpreters.list(actor, { language }, { limit, cursor });
  }

  @Get(':id')
  @Access('roadshow.view')
  @ApiOkResponse({ type: InterpreterView })
  find(@CurrentActor() actor: Actor, @Param('id', IdPipe) id: string): Promise<InterpreterDetail> {
    return this.interpreters.find(actor, id);
  }

  @Put(':id')
  @Access('roadshow.manage')
  @RequiresIfMatch()
  @ApiOkResponse({ type: InterpreterView })
  change(
    @CurrentActor() actor: Actor,
    @Param('id', IdPipe) id: string,
    @IfMatch() version: number,
    @Body() body: InterpreterDto,
  ): Promise<InterpreterDetail> {
    return this.interpreters.change(actor, id, version, contentOf(body));
  }

  @Delete(':id')
  @HttpCode(204)
  @Access('roadshow.manage')
  @ApiNoContentResponse()
  retire(@CurrentActor() actor: Actor, @Param('id', IdPipe) id: string): Promise<void> {
    return this.interpreters.retire(actor, id);
  }
}

function contentOf({ name, languages, email, phone, note }: InterpreterDto): InterpreterContent {
  return { name: tagged(name), languages, email, phone, note };
}
