import { Controller, Get, Header } from '@nestjs/common';
import { ApiOkResponse } from '@nestjs/swagger';
import { Access } from '@shuqiao/identity';
import { TaxonomyService } from '@shuqiao/taxonomy';
import { ConceptView, CountryView, CurrencyView, LanguageView } from './taxonomy.view';

const JSON_TYPE = 'application/json; charset=utf-8';
const FOR_A_WHILE = 'public, max-age=300';

/** The reference data that every form and filter is made from. */
@Controller()
export class TaxonomyController {
  constructor(private readonly taxonomy: TaxonomyService) {}

  @Get('countries')
  @Access('public')
  @Header('content-type', JSON_TYPE)
  @Header('cache-control', FOR_A_WHILE)
  @ApiOkResponse({ type: CountryView, isArray: true })
  countries(): Promise<string> {
    return this.taxonomy.list('countries');
  }

  @Get('concepts')
  @Access('public')
  @Header('content-type', JSON_TYPE)
  @Header('cache-control', FOR_A_WHILE)
  @ApiOkResponse({ type: ConceptView, isArray: true })
  concepts(): Promise<string> {
    return this.taxonomy.list('concepts');
  }

  @Get('languages')
  @Access('public')
  @Header('content-type', JSON_TYPE)
  @Header('cache-control', FOR_A_WHILE)
  @ApiOkResponse({ type: LanguageView, isArray: true })
  languages(): Promise<string> {
    return this.taxonomy.list('languages');
  }

  @Get('currencies')
  @Access('public')
  @Header('content-type', JSON_TYPE)
  @Header('cache-control', FOR_A_WHILE)
  @ApiOkResponse({ type: CurrencyView, isArray: true })
  currencies(): Promise<string> {
    return this.taxonomy.list('currencies');
  }
}
