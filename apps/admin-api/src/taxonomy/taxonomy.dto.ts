import { ConceptField, IntegerField, localizedTextDto, ObjectField, PatternField, TextField } from '@shuqiao/platform';

const LABEL = 200;
const LocalizedLabel = localizedTextDto(LABEL);
type Label = InstanceType<typeof LocalizedLabel>;

class SynonymsDto {
  @TextField({ max: LABEL, list: { max: 50, unique: true } }) zh: string[];
  @TextField({ max: LABEL, list: { max: 50, unique: true } }) ru: string[];
  @TextField({ max: LABEL, list: { max: 50, unique: true } }) en: string[];
}

/** Codes of public classifications, where one fits. */
class ClassificationDto {
  @PatternField({
    pattern: /^\d{2,4}$/,
    max: 4,
    expected: 'ISIC rev. 4',
    list: { max: 20, unique: true },
    optional: true,
  })
  isic4?: string[];

  @PatternField({ pattern: /^\d{8}$/, max: 8, expected: 'CPV', list: { max: 20, unique: true }, optional: true })
  cpv?: string[];
}

export class AddConceptDto {
  @ConceptField({ description: 'A dot path; what stands before the last dot is the parent.' }) code: string;
  @ObjectField(() => LocalizedLabel) labels: Label;
  @ObjectField(() => SynonymsDto) synonyms: SynonymsDto;
  @ObjectField(() => ClassificationDto, { optional: true }) codes?: ClassificationDto;
  @IntegerField({ min: 0, max: 1_000_000, optional: true }) sort?: number;
}

export class ChangeConceptDto {
  @ObjectField(() => LocalizedLabel, { optional: true }) labels?: Label;
  @ObjectField(() => SynonymsDto, { optional: true }) synonyms?: SynonymsDto;
  @ObjectField(() => ClassificationDto, { optional: true }) codes?: ClassificationDto;
  @IntegerField({ min: 0, max: 1_000_000, optional: true }) sort?: number;
}

export class ConceptDetailView extends AddConceptDto {
  @ConceptField({ nullable: true }) parent: string | null;
  @IntegerField({ min: 1, max: 2 ** 31 - 1 }) version: number;
}
