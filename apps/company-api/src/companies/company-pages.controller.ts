import { Controller, Get, Header, Param } from '@nestjs/common';
import { ApiOkResponse } from '@nestjs/swagger';
import { CompanyPages } from '@shuqiao/companies';
import { Access } from '@shuqiao/identity';
import { IdPipe, type JsonBytes } from '@shuqiao/platform';
import { PublicCompanyView } from './company-page.dto';

const JSON_TYPE = 'application/json; charset=utf-8';

/** The page of a verified company, for everybody: JSON text that the database keeps ready. */
@Controller('companies')
export class CompanyPagesController {
  constructor(private readonly pages: CompanyPages) {}

  @Get(':companyId')
  @Access('public')
  @Header('content-type', JSON_TYPE)
  @ApiOkResponse({ type: PublicCompanyView })
  page(@Param('companyId', IdPipe) companyId: string): Promise<JsonBytes> {
    return this.pages.page(companyId);
  }
}
