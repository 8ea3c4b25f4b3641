import {
  BooleanField,
  CountryField,
  DateField,
  EnumField,
  IntegerField,
  LanguageTagField,
  localizedTextDto,
  ObjectField,
  PatternField,
  TimeZoneField,
} from '@shuqiao/platform';

const CountryName = localizedTextDto(200);
const CURRENCY = { pattern: /^[A-Z]{3}$/, max: 3, expected: 'ISO 4217' };
const CALLING_CODE = { pattern: /^\+\d{1,4}$/, max: 5, expected: '+7' };
const SCHEME = { pattern: /^[A-Z]{2,5}(-[A-Z]{2,6})?$/, max: 12, expected: 'CN-USCC' };

class ApostilleDto {
  @BooleanField() party: boolean;
  @DateField({ nullable: true }) since: string | null;
  @CountryField({ list: { max: 30, unique: true }, description: 'Parties with which legalisation is still needed.' })
  notBetween: string[];
}

/** All that is known of a country: a PUT replaces it as a whole. */
export class CountryDto {
  @ObjectField(() => CountryName) names: InstanceType<typeof CountryName>;
  @LanguageTagField({ list: { min: 1, max: 20, unique: true }, description: 'The most used first.' })
  languages: string[];
  @PatternField({ ...CURRENCY, list: { min: 1, max: 5, unique: true } }) currencies: string[];
  @TimeZoneField({ list: { min: 1, max: 40, unique: true }, description: 'The main one first.' }) timeZones: string[];
  @IntegerField({ min: 1, max: 7, list: { max: 7, unique: true }, description: 'ISO weekdays: Monday is 1.' })
  weekend: number[];
  @ObjectField(() => ApostilleDto) apostille: ApostilleDto;
  @PatternField(CALLING_CODE) callingCode: string;
  @PatternField({ ...SCHEME, list: { min: 1, max: 10, unique: true } }) registrationSchemes: string[];
}

export class NewCountryDto extends CountryDto {
  @CountryField() code: string;
}

export class CountryDetailView extends NewCountryDto {
  @IntegerField({ min: 1, max: 2 ** 31 - 1 }) version: number;
}

export class CountryStatusDto {
  @EnumField(['member', 'partner', 'observer', 'dialogue_partner', 'none']) status: string;
  @DateField() validFrom: string;
}
