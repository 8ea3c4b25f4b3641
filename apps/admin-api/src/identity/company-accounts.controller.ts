import { Controller, Delete, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { Access, CurrentActor, Staff } from '@shuqiao/identity';
import type { Actor } from '@shuqiao/kernel';
import { IdPipe } from '@shuqiao/platform';
import { AccountByEmailQuery, AdministeredAccountDocument } from './staff.dto';

/** The firms' accounts, one at a time: staff need no list of people. */
@ApiTags('accounts')
@Controller('accounts')
export class CompanyAccountsController {
  constructor(private readonly staff: Staff) {}

  /** The account with exactly this address. */
  @Get()
  @Access('account.manage')
  @ApiOkResponse({ type: AdministeredAccountDocument })
  find(@CurrentActor() actor: Actor, @Query() { email }: AccountByEmailQuery): Promise<AdministeredAccountDocument> {
    return this.staff.findByEmail(actor, email);
  }

  @Get(':id')
  @Access('account.manage')
  @ApiOkResponse({ type: AdministeredAccountDocument })
  get(@CurrentActor() actor: Actor, @Param('id', IdPipe) id: string): Promise<AdministeredAccountDocument> {
    return this.staff.view(actor, id);
  }

  /** Ends all access at once. Repeating it changes nothing. */
  @Post(':id/disablement')
  @HttpCode(200)
  @Access('account.manage')
  @ApiOkResponse({ type: AdministeredAccountDocument })
  disable(@CurrentActor() actor: Actor, @Param('id', IdPipe) id: string): Promise<AdministeredAccountDocument> {
    return this.staff.disable(actor, id, 'company');
  }

  @Delete(':id/disablement')
  @Access('account.manage')
  @ApiOkResponse({ type: AdministeredAccountDocument })
  enable(@CurrentActor() actor: Actor, @Param('id', IdPipe) id: string): Promise<AdministeredAccountDocument> {
    return this.staff.enable(actor, id, 'company');
  }
}
