import { IntegerField, localizedTextDto, ObjectField, TextField } from '@shuqiao/platform';

const LocalizedWords = localizedTextDto(300);

export class CompanyCheckView {
  @TextField({ max: 60 })
  check: string;

  @ObjectField(() => LocalizedWords)
  title: InstanceType<typeof LocalizedWords>;

  @ObjectField(() => LocalizedWords, { description: 'What is true of a company once the check has passed.' })
  meaning: InstanceType<typeof LocalizedWords>;

  @IntegerField({ min: 1, max: 120, description: 'For how many months a finding holds at most.' })
  validMonths: number;
}
