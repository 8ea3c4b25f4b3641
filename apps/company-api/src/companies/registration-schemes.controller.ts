import { Controller, Get, Header } from '@nestjs/common';
import { ApiOkResponse } from '@nestjs/swagger';
import { REGISTRATION_SCHEMES, type RegistrationSchemeInfo } from '@shuqiao/companies';
import { Access } from '@shuqiao/identity';
import { RegistrationSchemeView } from './registration-scheme.view';

/** The schemes of registration numbers, from which a form takes its choices and says how a number looks. */
@Controller('registration-schemes')
export class RegistrationSchemesController {
  @Get()
  @Access('public')
  @Header('cache-control', 'public, max-age=300')
  @ApiOkResponse({ type: RegistrationSchemeView, isArray: true })
  list(): readonly RegistrationSchemeInfo[] {
    return REGISTRATION_SCHEMES;
  }
}
