import { Body, Controller, Delete, Get, HttpCode, Param, Patch, Post, Put, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { DemandDrafts, OwnDemands, type WorkingCopy } from '@shuqiao/demands';
import { Access, CurrentActor } from '@shuqiao/identity';
import type { Actor, JsonObject, Page } from '@shuqiao/kernel';
import { Creates, IdPipe, IfMatch, RequiresIfMatch } from '@shuqiao/platform';
import { DemandContactDto, CreateDemandDto, EditDemandDto, OwnDemandsQuery, RequirementsDto } from './demand.dto';
import { contact, demandInput, requirementInputs, termsChange } from './demand.input';
import { OwnDemandPage, WorkingCopyView } from './demand.view';

/** A company's own demands, until they are published. */
@ApiTags('demands')
@Controller('companies/:companyId/demands')
export class CompanyDemandsController {
  constructor(
    private readonly drafts: DemandDrafts,
    private readonly own: OwnDemands,
  ) {}

  @Post()
  @Access('demand.edit')
  @Creates()
  @ApiCreatedResponse({ type: WorkingCopyView })
  create(
    @CurrentActor() actor: Actor,
    @Param('companyId', IdPipe) companyId: string,
    @Body() dto: CreateDemandDto,
  ): Promise<WorkingCopy> {
    return this.drafts.create(actor, companyId, demandInput(dto));
  }

  @Get()
  @Access('demand.view')
  @ApiOkResponse({ type: OwnDemandPage })
  list(
    @CurrentActor() actor: Actor,
    @Param('companyId', IdPipe) companyId: string,
    @Query() query: OwnDemandsQuery,
  ): Promise<Page<JsonObject>> {
    return this.own.list(actor, companyId, query.status, query);
  }

  @Get(':demandId')
  @Access('demand.view')
  @ApiOkResponse({ type: WorkingCopyView })
  find(
    @CurrentActor() actor: Actor,
    @Param('companyId', IdPipe) companyId: string,
    @Param('demandId', IdPipe) demandId: string,
  ): Promise<WorkingCopy> {
    return this.own.find(actor, companyId, demandId);
  }

  @Patch(':demandId')
  @Access('demand.edit')
  @RequiresIfMatch()
  @ApiOkResponse({ type: WorkingCopyView })
  edit(
    @CurrentActor() actor: Actor,
    @Param('companyId', IdPipe) companyId: string,
    @Param('demandId', IdPipe) demandId: string,
    @IfMatch() version: number,
    @Body() dto: EditDemandDto,
  ): Promise<WorkingCopy> {
    const edit = { terms: termsChange(dto), contact: dto.contact ? contact(dto.contact) : dto.contact };
    return this.drafts.edit(actor, companyId, demandId, version, edit);
  }

  @Put(':demandId/requirements')
  @Access('demand.edit')
  @RequiresIfMatch()
  @ApiOkResponse({ type: WorkingCopyView })
  replaceRequirements(
    @CurrentActor() actor: Actor,
    @Param('companyId', IdPipe) companyId: string,
    @Param('demandId', IdPipe) demandId: string,
    @IfMatch() version: number,
    @Body() dto: RequirementsDto,
  ): Promise<WorkingCopy> {
    return this.drafts.replaceRequirements(actor, companyId, demandId, version, requirementInputs(dto.requirements));
  }

  @Put(':demandId/contact')
  @Access('demand.edit')
  @RequiresIfMatch()
  @ApiOkResponse({ type: WorkingCopyView })
  changeContact(
    @CurrentActor() actor: Actor,
    @Param('companyId', IdPipe) companyId: string,
    @Param('demandId', IdPipe) demandId: string,
    @IfMatch() version: number,
    @Body() dto: DemandContactDto,
  ): Promise<WorkingCopy> {
    return this.drafts.changeContact(actor, companyId, demandId, version, contact(dto));
  }

  @Post(':demandId/submission')
  @HttpCode(200)
  @Access('demand.edit')
  @ApiOkResponse({ type: WorkingCopyView })
  submit(
    @CurrentActor() actor: Actor,
    @Param('companyId', IdPipe) companyId: string,
    @Param('demandId', IdPipe) demandId: string,
  ): Promise<WorkingCopy> {
    return this.drafts.submit(actor, companyId, demandId);
  }

  @Delete(':demandId')
  @HttpCode(204)
  @Access('demand.edit')
  @ApiNoContentResponse()
  remove(
    @CurrentActor() actor: Actor,
    @Param('companyId', IdPipe) companyId: string,
    @Param('demandId', IdPipe) demandId: string,
  ): Promise<void> {
    return this.drafts.remove(actor, companyId, demandId);
  }
}
