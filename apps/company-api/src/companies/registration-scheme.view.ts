import { REGISTRATION_SCHEMES } from '@shuqiao/companies';
import { CountryField, EnumField, localizedTextDto, ObjectField, TextField } from '@shuqiao/platform';

const LocalizedWords = localizedTextDto(300);

export class RegistrationSchemeView {
  @EnumField(REGISTRATION_SCHEMES.map(({ scheme }) => scheme))
  scheme: string;

  @CountryField({ nullable: true, description: 'Null where the scheme belongs to no country.' })
  country: string | null;

  @ObjectField(() => LocalizedWords)
  names: InstanceType<typeof LocalizedWords>;

  @ObjectField(() => LocalizedWords, { description: 'How a number looks, in words.' })
  format: InstanceType<typeof LocalizedWords>;

  @TextField({ max: 64, description: 'A made-up number that satisfies the rule.' })
  example: string;

  @TextField({ max: 500, description: 'The act, standard or register from which the rule is taken.' })
  source: string;
}
