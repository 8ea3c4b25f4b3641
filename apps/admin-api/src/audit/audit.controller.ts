import { Controller, Get, Query } from '@nestjs/common';
import { ApiOkResponse } from '@nestjs/swagger';
import { Access, CurrentActor } from '@shuqiao/identity';
import { type Actor, fieldError, invalid, type Page, REQUIRED } from '@shuqiao/kernel';
import { type AuditRecord, AuditTrail, type ChainHead } from '@shuqiao/platform';
import { AuditPageView, AuditQuery, ChainHeadView } from './audit.dto';

/** Who did what, and the head of the chain that proves that nothing of it was rewritten. */
@Controller()
export class AuditController {
  constructor(private readonly trail: AuditTrail) {}

  @Get('audit-entries')
  @Access('audit.view')
  @ApiOkResponse({ type: AuditPageView })
  list(@CurrentActor() actor: Actor, @Query() query: AuditQuery): Promise<Page<AuditRecord>> {
    const { subjectType, subjectId, companyId, accountId, limit, cursor } = query;
    if ((subjectType === undefined) !== (subjectId === undefined)) {
      throw invalid(fieldError(subjectType === undefined ? '?subjectType' : '?subjectId', REQUIRED));
    }
    const subject = subjectType && subjectId ? { type: subjectType, id: subjectId } : undefined;
    return this.trail.list(actor, { subject, companyId, accountId }, { limit, cursor });
  }

  @Get('audit-chain')
  @Access('audit.view')
  @ApiOkResponse({ type: ChainHeadView })
  head(@CurrentActor() actor: Actor): Promise<ChainHead> {
    return this.trail.head(actor);
  }
}
