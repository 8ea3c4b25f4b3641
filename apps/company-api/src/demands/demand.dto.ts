import {
  BooleanField,
  ConceptField,
  CountryField,
  EmailField,
  EnumField,
  IdField,
  MoneyDto,
  ObjectField,
  PageQuery,
  taggedTextDto,
  TextField,
  TimeField,
} from '@shuqiao/platform';
import { DEMAND_STATUSES, type DemandStatus, REQUIREMENT_KINDS, type RequirementKind } from '@shuqiao/demands';

const Title = taggedTextDto(200);
const Description = taggedTextDto(10_000);
const RequirementText = taggedTextDto(2_000);
type Text = InstanceType<typeof Title>;

const MOST_TRANSLATIONS = 10;
const MOST_REQUIREMENTS = 30;
const MOST_CONCEPTS = 10;
const MOST_ATTACHMENTS = 10;

export class BudgetDto {
  @ObjectField(() => MoneyDto, { nullable: true, optional: true, description: 'Without it, `max` is a ceiling.' })
  min?: MoneyDto | null;

  @ObjectField(() => MoneyDto)
  max: MoneyDto;
}

export class DemandContactDto {
  @TextField({ max: 200 })
  name: string;

  @TextField({ max: 200, nullable: true, optional: true })
  position?: string | null;

  @EmailField()
  email: string;

  @TextField({ max: 40, nullable: true, optional: true })
  phone?: string | null;
}

export class RequirementDto {
  @IdField({ optional: true, description: 'Of the requirement that this replaces; a new one has none.' })
  id?: string;

  @EnumField(REQUIREMENT_KINDS)
  kind: RequirementKind;

  @ObjectField(() => Title)
  title: Text;

  @ObjectField(() => RequirementText, { nullable: true, optional: true })
  description?: Text | null;

  @ConceptField({ list: { min: 1, max: MOST_CONCEPTS, unique: true } })
  concepts: string[];

  @TextField({ max: 200, nullable: true, optional: true })
  quantity?: string | null;

  @BooleanField({ description: 'A demand is covered when each of its mandatory requirements is.' })
  mandatory: boolean;
}

/** Terms that a draft may lack. */
class OptionalTermsDto {
  @TextField({ max: 200, nullable: true, optional: true })
  place?: string | null;

  @ObjectField(() => Title, { list: { max: MOST_TRANSLATIONS }, optional: true })
  titleTranslations?: Text[];

  @ObjectField(() => Description, { nullable: true, optional: true })
  description?: Text | null;

  @ObjectField(() => Description, { list: { max: MOST_TRANSLATIONS }, optional: true })
  descriptionTranslations?: Text[];

  @ObjectField(() => BudgetDto, { nullable: true, optional: true })
  budget?: BudgetDto | null;

  @TimeField({ nullable: true, optional: true })
  deadline?: string | null;
}

export class CreateDemandDto extends OptionalTermsDto {
  @CountryField()
  country: string;

  @ObjectField(() => Title)
  title: Text;

  @ObjectField(() => DemandContactDto, { nullable: true, optional: true })
  contact?: DemandContactDto | null;

  @ObjectField(() => RequirementDto, { list: { max: MOST_REQUIREMENTS }, optional: true })
  requirements?: RequirementDto[];
}

/** What may be changed in the terms: missing stays as it is, null clears. */
export class ChangeTermsDto extends OptionalTermsDto {
  @CountryField({ optional: true })
  country?: string;

  @ObjectField(() => Title, { optional: true })
  title?: Text;
}

export class EditDemandDto extends ChangeTermsDto {
  @ObjectField(() => DemandContactDto, { nullable: true, optional: true })
  contact?: DemandContactDto | null;
}

export class RequirementsDto {
  @ObjectField(() => RequirementDto, { list: { min: 1, max: MOST_REQUIREMENTS } })
  requirements: RequirementDto[];
}

export class OwnDemandsQuery extends PageQuery {
  @EnumField(DEMAND_STATUSES, { optional: true })
  status?: DemandStatus;
}

export class AttachmentsDto {
  @IdField({ list: { max: MOST_ATTACHMENTS, unique: true }, description: 'Files uploaded for demands, in order.' })
  attachments: string[];
}

export class AmendedContentDto extends ChangeTermsDto {
  @IdField({ list: { max: MOST_ATTACHMENTS, unique: true }, optional: true, description: 'The files it then has.' })
  attachments?: string[];

  @ObjectField(() => RequirementDto, { list: { min: 1, max: MOST_REQUIREMENTS }, optional: true })
  requirements?: RequirementDto[];
}

export class AmendmentDto {
  @ObjectField(() => AmendedContentDto)
  changes: AmendedContentDto;

  @ObjectField(() => RequirementText, { description: 'Public, with the new version.' })
  reason: Text;
}

export class ClosureDto {
  @EnumField(['awarded', 'withdrawn'])
  reason: 'awarded' | 'withdrawn';

  @ObjectField(() => RequirementText, { nullable: true, optional: true, description: 'Not public.' })
  note?: Text | null;
}
