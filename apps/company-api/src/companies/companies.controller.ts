import { Body, Controller, Get, Post } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse } from '@nestjs/swagger';
import { Companies, type MyCompany } from '@shuqiao/companies';
import { Access, CurrentActor } from '@shuqiao/identity';
import type { AccountActor } from '@shuqiao/kernel';
import { Creates } from '@shuqiao/platform';
import { MyCompanyView, NewCompanyDto } from './company.dto';

@Controller('companies')
export class CompaniesController {
  constructor(private readonly companies: Companies) {}

  @Post()
  @Access('signed-in')
  @Creates()
  @ApiCreatedResponse({ type: MyCompanyView })
  async create(@CurrentActor() actor: AccountActor, @Body() body: NewCompanyDto): Promise<MyCompany> {
    const { legalName, country, kind, registrationNumbers = [] } = body;
    return this.companies.create(actor, { legalName, country, kind, registrationNumbers });
  }

  @Get('mine')
  @Access('signed-in')
  @ApiOkResponse({ type: MyCompanyView, isArray: true })
  mine(@CurrentActor() actor: AccountActor): Promise<MyCompany[]> {
    return this.companies.mine(actor);
  }
}
