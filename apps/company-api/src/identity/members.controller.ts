import { Body, Controller, Delete, Get, HttpCode, Param, Patch, Query } from '@nestjs/common';
import { ApiNoContentResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { Access, CurrentActor, Members } from '@shuqiao/identity';
import type { AccountActor, Actor } from '@shuqiao/kernel';
import { IdPipe, IfMatch, PageQuery, RequiresIfMatch } from '@shuqiao/platform';
import { MemberDocument, MemberPage, RoleDto } from './member.dto';

@ApiTags('members')
@Controller('companies/:companyId/members')
export class MembersController {
  constructor(private readonly members: Members) {}

  @Get()
  @Access('member.view')
  @ApiOkResponse({ type: MemberPage })
  list(
    @CurrentActor() actor: Actor,
    @Param('companyId', IdPipe) companyId: string,
    @Query() page: PageQuery,
  ): Promise<MemberPage> {
    return this.members.list(actor, companyId, page);
  }

  @Patch(':accountId')
  @Access('member.manage')
  @RequiresIfMatch()
  @ApiOkResponse({ type: MemberDocument })
  changeRole(
    @CurrentActor() actor: Actor,
    @Param('companyId', IdPipe) companyId: string,
    @Param('accountId', IdPipe) accountId: string,
    @IfMatch() version: number,
    @Body() { role }: RoleDto,
  ): Promise<MemberDocument> {
    return this.members.changeRole(actor, companyId, accountId, role, version);
  }

  /** Leaves the company. */
  @Delete('me')
  @HttpCode(204)
  @Access('member.view')
  @ApiNoContentResponse()
  leave(@CurrentActor() actor: AccountActor, @Param('companyId', IdPipe) companyId: string): Promise<void> {
    return this.members.leave(actor, companyId);
  }

  @Delete(':accountId')
  @HttpCode(204)
  @Access('member.manage')
  @ApiNoContentResponse()
  remove(
    @CurrentActor() actor: Actor,
    @Param('companyId', IdPipe) companyId: string,
    @Param('accountId', IdPipe) accountId: string,
  ): Promise<void> {
    return this.members.remove(actor, companyId, accountId);
  }
}
