import { Body, Controller, Get, HttpCode, Param, Post, Put } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { Access, CurrentActor } from '@shuqiao/identity';
import type { Actor } from '@shuqiao/kernel';
import { Creates, IfMatch, RequiresIfMatch } from '@shuqiao/platform';
import { type Country, type CountryContent, CountryEditing } from '@shuqiao/taxonomy';
import { CountryDetailView, CountryDto, CountryStatusDto, NewCountryDto } from './country.dto';

/** The countries of the region: facts, and by dated statuses who takes part. */
@ApiTags('taxonomy')
@Controller('countries')
export class CountriesController {
  constructor(private readonly countries: CountryEditing) {}

  @Get()
  @Access('taxonomy.manage')
  @ApiOkResponse({ type: CountryDetailView, isArray: true })
  async list(@CurrentActor() actor: Actor) {
    return (await this.countries.list(actor)).map(toView);
  }

  @Post()
  @Access('taxonomy.manage')
  @Creates()
  @ApiCreatedResponse({ type: CountryDetailView })
  async add(@CurrentActor() actor: Actor, @Body() body: NewCountryDto) {
    return toView(await this.countries.add(actor, body.code, contentOf(body)));
  }

  @Put(':code')
  @Access('taxonomy.manage')
  @RequiresIfMatch()
  @ApiOkResponse({ type: CountryDetailView })
  async change(
    @CurrentActor() actor: Actor,
    @Param('code') code: string,
    @IfMatch() version: number,
    @Body() body: CountryDto,
  ) {
    return toView(await this.countries.change(actor, code, version, contentOf(body)));
  }

  @Post(':code/statuses')
  @HttpCode(204)
  @Access('taxonomy.manage')
  @ApiNoContentResponse()
  changeStatus(
    @CurrentActor() actor: Actor,
    @Param('code') code: string,
    @Body() body: CountryStatusDto,
  ): Promise<void> {
    return this.countries.changeStatus(actor, code, { status: body.status, validFrom: body.validFrom });
  }
}

function contentOf(dto: CountryDto): CountryContent {
  const { names, languages, currencies, timeZones, weekend, callingCode, registrationSchemes } = dto;
  const { party, since, notBetween } = dto.apostille;
  return {
    names: { zh: names.zh, ru: names.ru, en: names.en },
    languages,
    currencies,
    timeZones,
    weekend,
    apostille: { party, since, notBetween },
    callingCode,
    registrationSchemes,
  };
}

function toView(country: Country) {
  const {
    code,
    names,
    languages,
    currencies,
    timeZones,
    weekend,
    apostille,
    callingCode,
    registrationSchemes,
    version,
  } = country;
  return {
    code,
    names,
    languages,
    currencies,
    timeZones,
    weekend,
    apostille,
    callingCode,
    registrationSchemes,
    version,
  };
}
