import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { EoiReads, type EoiRecord } from '@shuqiao/engagement';
import { Access, CurrentActor } from '@shuqiao/identity';
import type { Actor, Page } from '@shuqiao/kernel';
import { IdPipe } from '@shuqiao/platform';
import { EoiInspectionPageView, EoiInspectionQuery, EoiInspectionView } from './eoi.dto';

@ApiTags('expressions of interest')
@Controller('eois')
export class EoisController {
  constructor(private readonly reads: EoiReads) {}

  @Get()
  @Access('eoi.inspect')
  @ApiOkResponse({ type: EoiInspectionPageView })
  list(@CurrentActor() actor: Actor, @Query() query: EoiInspectionQuery): Promise<Page<EoiRecord>> {
    const { status, demandId, companyId } = query;
    return this.reads.listForStaff(actor, { status, demandId, companyId }, query);
  }

  @Get(':id')
  @Access('eoi.inspect')
  @ApiOkResponse({ type: EoiInspectionView })
  get(@CurrentActor() actor: Actor, @Param('id', IdPipe) id: string): Promise<EoiRecord> {
    return this.reads.getForStaff(actor, id);
  }
}
