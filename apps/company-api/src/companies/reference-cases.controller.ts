import { Body, Controller, Delete, Get, HttpCode, Param, Patch, Post } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse } from '@nestjs/swagger';
import { ReferenceCases } from '@shuqiao/companies';
import { Access, CurrentActor } from '@shuqiao/identity';
import type { Actor } from '@shuqiao/kernel';
import { Creates, IdPipe, IfMatch, RequiresIfMatch } from '@shuqiao/platform';
import { ReferenceCaseChangesDto, ReferenceCaseDto } from './item.dto';
import { ReferenceCaseView, referenceCaseView } from './item.view';

/** The reference cases of a company. */
@Controller('companies/:companyId/reference-cases')
export class ReferenceCasesController {
  constructor(private readonly referenceCases: ReferenceCases) {}

  @Get()
  @Access('company.view')
  @ApiOkResponse({ type: ReferenceCaseView, isArray: true })
  async list(
    @CurrentActor() actor: Actor,
    @Param('companyId', IdPipe) companyId: string,
  ): Promise<ReferenceCaseView[]> {
    return (await this.referenceCases.list(actor, companyId)).map(referenceCaseView);
  }

  @Post()
  @Access('company.edit')
  @Creates()
  @ApiCreatedResponse({ type: ReferenceCaseView })
  async add(
    @CurrentActor() actor: Actor,
    @Param('companyId', IdPipe) companyId: string,
    @Body() body: ReferenceCaseDto,
  ): Promise<ReferenceCaseView> {
    const content = {
      title: body.title,
      country: body.country,
      year: body.year,
      concepts: body.concepts,
      customer: body.customer ?? null,
      outcome: body.outcome ?? null,
    };
    return referenceCaseView(await this.referenceCases.add(actor, companyId, content));
  }

  @Patch(':referenceCaseId')
  @Access('company.edit')
  @RequiresIfMatch()
  @ApiOkResponse({ type: ReferenceCaseView })
  async change(
    @CurrentActor() actor: Actor,
    @Param('companyId', IdPipe) companyId: string,
    @Param('referenceCaseId', IdPipe) referenceCaseId: string,
    @IfMatch() version: number,
    @Body() body: ReferenceCaseChangesDto,
  ): Promise<ReferenceCaseView> {
    const { title, country, year, concepts, customer, outcome } = body;
    return referenceCaseView(
      await this.referenceCases.change(actor, companyId, referenceCaseId, version, {
        title,
        country,
        year,
        concepts,
        customer,
        outcome,
      }),
    );
  }

  @Delete(':referenceCaseId')
  @HttpCode(204)
  @Access('company.edit')
  @ApiNoContentResponse()
  remove(
    @CurrentActor() actor: Actor,
    @Param('companyId', IdPipe) companyId: string,
    @Param('referenceCaseId', IdPipe) referenceCaseId: string,
  ): Promise<void> {
    return this.referenceCases.remove(actor, companyId, referenceCaseId);
  }
}
