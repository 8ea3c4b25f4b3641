import {
  BooleanField,
  ConceptField,
  CountryField,
  EnumField,
  IntegerField,
  LanguageTagField,
  localizedTextDto,
  DateField,
  ObjectField,
  PatternField,
  TextField,
} from '@shuqiao/platform';

const LABEL = 200;
const LocalizedLabel = localizedTextDto(LABEL);

class SynonymsView {
  @TextField({ max: LABEL, list: { max: 50 } }) zh: string[];
  @TextField({ max: LABEL, list: { max: 50 } }) ru: string[];
  @TextField({ max: LABEL, list: { max: 50 } }) en: string[];
}

class ClassificationView {
  @TextField({ max: 10, list: { max: 20 }, optional: true }) isic4?: string[];
  @TextField({ max: 10, list: { max: 20 }, optional: true }) cpv?: string[];
}

export class ConceptView {
  @ConceptField() code: string;
  @ConceptField({ nullable: true }) parent: string | null;
  @ObjectField(() => LocalizedLabel) labels: InstanceType<typeof LocalizedLabel>;
  @ObjectField(() => SynonymsView) synonyms: SynonymsView;
  @ObjectField(() => ClassificationView) codes: ClassificationView;
  @IntegerField({ min: 1, max: 2 ** 31 - 1 }) version: number;
}

class ApostilleView {
  @BooleanField() party: boolean;
  @DateField({ nullable: true }) since: string | null;
  @CountryField({ list: { max: 30 } }) notBetween: string[];
}

export class CountryView {
  @CountryField() code: string;
  @ObjectField(() => LocalizedLabel) names: InstanceType<typeof LocalizedLabel>;
  @EnumField(['member', 'partner']) status: string;
  @LanguageTagField({ list: { max: 20 } }) languages: string[];
  @PatternField({ pattern: /^[A-Z]{3}$/, max: 3, expected: 'ISO 4217', list: { max: 5 } }) currencies: string[];
  @TextField({ max: 50, list: { max: 40 } }) timeZones: string[];
  @IntegerField({ min: 1, max: 7, list: { max: 7 }, description: 'ISO weekdays: Monday is 1.' }) weekend: number[];
  @TextField({ max: 8 }) callingCode: string;
  @TextField({ max: 20, list: { max: 10 } }) registrationSchemes: string[];
  @ObjectField(() => ApostilleView) apostille: ApostilleView;
}

export class LanguageView {
  @LanguageTagField() tag: string;
  @ObjectField(() => LocalizedLabel) names: InstanceType<typeof LocalizedLabel>;
  @EnumField(['ltr', 'rtl']) direction: string;
  @TextField({ max: 10 }) script: string;
}

export class CurrencyView {
  @PatternField({ pattern: /^[A-Z]{3}$/, max: 3, expected: 'ISO 4217' }) code: string;
  @ObjectField(() => LocalizedLabel) names: InstanceType<typeof LocalizedLabel>;
  @IntegerField({ min: 0, max: 3 }) minorUnits: number;
}
