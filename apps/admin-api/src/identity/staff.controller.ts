import { Body, Controller, Delete, Get, HttpCode, Param, Patch, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { Access, CurrentActor, Staff } from '@shuqiao/identity';
import type { Actor } from '@shuqiao/kernel';
import { Creates, IdPipe, IfMatch, PageQuery, RateLimit, RequiresIfMatch } from '@shuqiao/platform';
import { INVITATIONS } from './limits';
import { AdministeredAccountDocument, NewStaffDto, StaffPage, StaffRolesDto } from './staff.dto';

@ApiTags('staff')
@Controller('staff')
export class StaffController {
  constructor(private readonly staff: Staff) {}

  @Get()
  @Access('staff.manage')
  @ApiOkResponse({ type: StaffPage })
  list(@CurrentActor() actor: Actor, @Query() page: PageQuery): Promise<StaffPage> {
    return this.staff.list(actor, page);
  }

  /** Makes an account and mails the link by which its holder sets a password. */
  @Post()
  @Access('staff.manage')
  @RateLimit(...INVITATIONS)
  @Creates()
  @ApiCreatedResponse({ type: AdministeredAccountDocument })
  invite(@CurrentActor() actor: Actor, @Body() body: NewStaffDto): Promise<AdministeredAccountDocument> {
    const { email, displayName, language, roles } = body;
    return this.staff.invite(actor, { email, displayName, language, roles });
  }

  @Get(':id')
  @Access('staff.manage')
  @ApiOkResponse({ type: AdministeredAccountDocument })
  get(@CurrentActor() actor: Actor, @Param('id', IdPipe) id: string): Promise<AdministeredAccountDocument> {
    return this.staff.get(actor, id, 'staff');
  }

  @Patch(':id')
  @Access('staff.manage')
  @RequiresIfMatch()
  @ApiOkResponse({ type: AdministeredAccountDocument })
  changeRoles(
    @CurrentActor() actor: Actor,
    @Param('id', IdPipe) id: string,
    @IfMatch() version: number,
    @Body() { roles }: StaffRolesDto,
  ): Promise<AdministeredAccountDocument> {
    return this.staff.changeRoles(actor, id, roles, version);
  }

  /** Ends all access at once. Repeating it changes nothing. */
  @Post(':id/disablement')
  @HttpCode(200)
  @Access('staff.manage')
  @ApiOkResponse({ type: AdministeredAccountDocument })
  disable(@CurrentActor() actor: Actor, @Param('id', IdPipe) id: string): Promise<AdministeredAccountDocument> {
    return this.staff.disable(actor, id, 'staff');
  }

  @Delete(':id/disablement')
  @Access('staff.manage')
  @ApiOkResponse({ type: AdministeredAccountDocument })
  enable(@CurrentActor() actor: Actor, @Param('id', IdPipe) id: string): Promise<AdministeredAccountDocument> {
    return this.staff.enable(actor, id, 'staff');
  }

  /** Erases somebody's account for good; what he decided keeps standing. Nobody erases himself. */
  @Post(':id/erasure')
  @HttpCode(204)
  @Access('staff.manage')
  @ApiNoContentResponse()
  erase(@CurrentActor() actor: Actor, @Param('id', IdPipe) id: string): Promise<void> {
    return this.staff.erase(actor, id);
  }

  /** For somebody who lost it: the next sign-in sets up a new one. */
  @Delete(':id/second-factor')
  @HttpCode(204)
  @Access('staff.manage')
  @ApiNoContentResponse()
  removeSecondFactor(@CurrentActor() actor: Actor, @Param('id', IdPipe) id: string): Promise<void> {
    return this.staff.removeSecondFactor(actor, id);
  }
}
