import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { DemandAmendments, DemandClosing, type WorkingCopy } from '@shuqiao/demands';
import { Access, CurrentActor } from '@shuqiao/identity';
import type { Actor } from '@shuqiao/kernel';
import { Creates, IdPipe } from '@shuqiao/platform';
import { AmendmentDto, ClosureDto } from './demand.dto';
import { requirementInputs, termsChange } from './demand.input';
import { WorkingCopyView } from './demand.view';

/** What a company does with a demand of its own that is public. */
@ApiTags('demands')
@Controller('companies/:companyId/demands/:demandId')
export class PublishedDemandsController {
  constructor(
    private readonly amendments: DemandAmendments,
    private readonly closing: DemandClosing,
  ) {}

  @Post('amendments')
  @Access('demand.edit')
  @Creates()
  @ApiCreatedResponse({ type: WorkingCopyView })
  amend(
    @CurrentActor() actor: Actor,
    @Param('companyId', IdPipe) companyId: string,
    @Param('demandId', IdPipe) demandId: string,
    @Body() dto: AmendmentDto,
  ): Promise<WorkingCopy> {
    const { changes, reason } = dto;
    const requirements = changes.requirements && requirementInputs(changes.requirements);
    const { attachments } = changes;
    const terms = termsChange(changes);
    return this.amendments.submit(actor, companyId, demandId, { terms, requirements, attachments, reason });
  }

  @Post('closure')
  @HttpCode(200)
  @Access('demand.edit')
  @ApiOkResponse({ type: WorkingCopyView })
  close(
    @CurrentActor() actor: Actor,
    @Param('companyId', IdPipe) companyId: string,
    @Param('demandId', IdPipe) demandId: string,
    @Body() dto: ClosureDto,
  ): Promise<WorkingCopy> {
    return this.closing.close(actor, companyId, demandId, dto.reason, dto.note ?? null);
  }
}
