import {
  BooleanField,
  ConceptField,
  CountryField,
  DateField,
  EmailField,
  IdField,
  IntegerField,
  LanguageTagField,
  ObjectField,
  taggedTextDto,
  TextField,
} from '@shuqiao/platform';
import { type Tagged, TaggedName } from './company.dto';

export const TaggedItemText = taggedTextDto(1500);

export class SpecificationLineDto {
  @TextField({ max: 60 }) name: string;
  @TextField({ max: 200 }) value: string;
}

export class ProductDto {
  @ObjectField(() => TaggedName, { list: { min: 1, max: 5 } })
  names: Tagged[];

  @ObjectField(() => TaggedItemText, { list: { max: 3 } })
  description: Tagged[];

  @ObjectField(() => SpecificationLineDto, { list: { max: 20 } })
  specification: SpecificationLineDto[];

  @ConceptField({ list: { max: 10, unique: true } })
  concepts: string[];

  @IdField({
    nullable: true,
    optional: true,
    description: 'A document of the company with the purpose product_picture.',
  })
  pictureId?: string | null;
}

export class ProductChangesDto {
  @ObjectField(() => TaggedName, { list: { min: 1, max: 5 }, optional: true }) names?: Tagged[];
  @ObjectField(() => TaggedItemText, { list: { max: 3 }, optional: true }) description?: Tagged[];
  @ObjectField(() => SpecificationLineDto, { list: { max: 20 }, optional: true })
  specification?: SpecificationLineDto[];
  @ConceptField({ list: { max: 10, unique: true }, optional: true }) concepts?: string[];
  @IdField({ nullable: true, optional: true }) pictureId?: string | null;
}

export class ReferenceCaseDto {
  @ObjectField(() => TaggedName) title: Tagged;
  @CountryField() country: string;
  @IntegerField({ min: 1950, max: 2200 }) year: number;
  @ConceptField({ list: { max: 10, unique: true } }) concepts: string[];
  @TextField({ max: 200, nullable: true, optional: true }) customer?: string | null;
  @ObjectField(() => TaggedItemText, { nullable: true, optional: true }) outcome?: Tagged | null;
}

export class ReferenceCaseChangesDto {
  @ObjectField(() => TaggedName, { optional: true }) title?: Tagged;
  @CountryField({ optional: true }) country?: string;
  @IntegerField({ min: 1950, max: 2200, optional: true }) year?: number;
  @ConceptField({ list: { max: 10, unique: true }, optional: true }) concepts?: string[];
  @TextField({ max: 200, nullable: true, optional: true }) customer?: string | null;
  @ObjectField(() => TaggedItemText, { nullable: true, optional: true }) outcome?: Tagged | null;
}

export class CertificateDto {
  @TextField({ max: 200 }) name: string;
  @TextField({ max: 100, description: 'The standard or programme, such as ISO 27001.' }) scheme: string;
  @TextField({ max: 200 }) issuer: string;
  @TextField({ max: 100, nullable: true, optional: true }) number?: string | null;
  @DateField({ nullable: true, optional: true }) validFrom?: string | null;
  @DateField({ nullable: true, optional: true }) validUntil?: string | null;
  @IdField({ nullable: true, optional: true, description: 'A document of the company with the purpose certificate.' })
  fileId?: string | null;
}

export class CertificateChangesDto {
  @TextField({ max: 200, optional: true }) name?: string;
  @TextField({ max: 100, optional: true }) scheme?: string;
  @TextField({ max: 200, optional: true }) issuer?: string;
  @TextField({ max: 100, nullable: true, optional: true }) number?: string | null;
  @DateField({ nullable: true, optional: true }) validFrom?: string | null;
  @DateField({ nullable: true, optional: true }) validUntil?: string | null;
  @IdField({ nullable: true, optional: true }) fileId?: string | null;
}

export class ContactPersonDto {
  @TextField({ max: 100 }) name: string;
  @TextField({ max: 100, nullable: true, optional: true }) position?: string | null;
  @EmailField() email: string;
  @TextField({ max: 40, nullable: true, optional: true, description: 'In the international form, with +.' })
  phone?: string | null;
  @LanguageTagField({ list: { max: 10, unique: true } }) languages: string[];
  @BooleanField({ description: 'Whether the person agreed that these details are kept.' }) consent: boolean;
}

export class ContactChangesDto {
  @TextField({ max: 100, optional: true }) name?: string;
  @TextField({ max: 100, nullable: true, optional: true }) position?: string | null;
  @EmailField({ optional: true }) email?: string;
  @TextField({ max: 40, nullable: true, optional: true }) phone?: string | null;
  @LanguageTagField({ list: { max: 10, unique: true }, optional: true }) languages?: string[];
}
