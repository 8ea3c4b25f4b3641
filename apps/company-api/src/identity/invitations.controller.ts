import { Body, Controller, Delete, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { Access, CurrentActor, Invitations } from '@shuqiao/identity';
import type { AccountActor, Actor } from '@shuqiao/kernel';
import { Creates, IdPipe, PageQuery, RateLimit } from '@shuqiao/platform';
import { ACCEPTANCES, INVITATIONS } from './limits';
import { InvitationDocument, InvitationDto, InvitationPage, MembershipDocument } from './member.dto';

@ApiTags('members')
@Controller()
export class InvitationsController {
  constructor(private readonly invitations: Invitations) {}

  @Post('companies/:companyId/invitations')
  @Access('member.manage')
  @RateLimit(...INVITATIONS)
  @Creates()
  @ApiCreatedResponse({ type: InvitationDocument })
  invite(
    @CurrentActor() actor: AccountActor,
    @Param('companyId', IdPipe) companyId: string,
    @Body() { email, role, language }: InvitationDto,
  ): Promise<InvitationDocument> {
    return this.invitations.invite(actor, companyId, { email, role, language });
  }

  @Get('companies/:companyId/invitations')
  @Access('member.manage')
  @ApiOkResponse({ type: InvitationPage })
  list(
    @CurrentActor() actor: Actor,
    @Param('companyId', IdPipe) companyId: string,
    @Query() page: PageQuery,
  ): Promise<InvitationPage> {
    return this.invitations.list(actor, companyId, page);
  }

  /** Withdraws an open invitation. */
  @Delete('companies/:companyId/invitations/:id')
  @HttpCode(204)
  @Access('member.manage')
  @ApiNoContentResponse()
  withdraw(
    @CurrentActor() actor: Actor,
    @Param('companyId', IdPipe) companyId: string,
    @Param('id', IdPipe) id: string,
  ): Promise<void> {
    return this.invitations.withdraw(actor, companyId, id);
  }

  /** Joins the company by the token of the mail; the account's verified address must be the invited one. */
  @Post('invitations/:token/acceptance')
  @Access('signed-in')
  @RateLimit(...ACCEPTANCES)
  @ApiCreatedResponse({ type: MembershipDocument })
  accept(@CurrentActor() actor: AccountActor, @Param('token') token: string): Promise<MembershipDocument> {
    return this.invitations.accept(actor, token);
  }
}
