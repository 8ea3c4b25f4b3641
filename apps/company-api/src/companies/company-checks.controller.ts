import { Controller, Get, Header } from '@nestjs/common';
import { ApiOkResponse } from '@nestjs/swagger';
import { COMPANY_CHECKS } from '@shuqiao/companies';
import { Access } from '@shuqiao/identity';
import { CompanyCheckView } from './company-check.view';

/** What the secretariat checks before a company counts as verified: the names behind the codes. */
@Controller('company-checks')
export class CompanyChecksController {
  @Get()
  @Access('public')
  @Header('cache-control', 'public, max-age=300')
  @ApiOkResponse({ type: CompanyCheckView, isArray: true })
  list(): CompanyCheckView[] {
    return COMPANY_CHECKS.map(({ check, title, meaning, validMonths }) => ({ check, title, meaning, validMonths }));
  }
}
