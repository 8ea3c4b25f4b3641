import { Controller, Get, Param, Post, Query, Req } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse } from '@nestjs/swagger';
import { Access, CurrentActor } from '@shuqiao/identity';
import { Imports, type ImportState } from '@shuqiao/imports';
import type { AccountActor, Actor, Page } from '@shuqiao/kernel';
import { IdPipe, PageQuery, TakesUpload, uploadedBytes, uploadOf } from '@shuqiao/platform';
import type { FastifyRequest } from 'fastify';
import { ImportPageView, ImportQuery, ImportView, ImportWithFaultsView } from './import.dto';

/** Bringing in companies and demands from directories and registers. */
@Controller('imports')
export class ImportsController {
  constructor(private readonly imports: Imports) {}

  // Its content is its key: the same file again is the same import until that one is finished.
  @Post()
  @Access('import.manage')
  @TakesUpload()
  @ApiCreatedResponse({ type: ImportView })
  async begin(
    @CurrentActor() actor: AccountActor,
    @Query() { kind, source, publish, openUntil, country }: ImportQuery,
    @Req() request: FastifyRequest,
  ): Promise<ImportState> {
    const options = { publish: publish ?? false, openUntil: openUntil ?? null, country: country ?? null };
    return this.imports.begin(actor, { kind, source, ...options }, uploadedBytes(await uploadOf(request)));
  }

  @Get()
  @Access('import.view')
  @ApiOkResponse({ type: ImportPageView })
  list(@CurrentActor() actor: Actor, @Query() { limit, cursor }: PageQuery): Promise<Page<ImportState>> {
    return this.imports.list(actor, { limit, cursor });
  }

  @Get(':id')
  @Access('import.view')
  @ApiOkResponse({ type: ImportWithFaultsView })
  get(@CurrentActor() actor: Actor, @Param('id', IdPipe) id: string): Promise<ImportWithFaultsView> {
    return this.imports.get(actor, id) as Promise<ImportWithFaultsView>;
  }
}
