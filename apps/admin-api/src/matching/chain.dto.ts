import { ApiProperty } from '@nestjs/swagger';
import { type CompanyCard, COMPANY_KINDS, SIDES } from '@shuqiao/companies';
import {
  type Chain,
  CHAIN_MEMBERS,
  type ChainMember,
  CHAINS,
  type PartMet,
  type PartView as Part,
  type Uncovered,
} from '@shuqiao/matching';
import {
  BooleanField,
  CountryField,
  EnumField,
  IdField,
  IntegerField,
  ObjectField,
  taggedTextDto,
  TextField,
} from '@shuqiao/platform';

const Name = taggedTextDto(300);
type Tagged = { lang: string; text: string };

export class InspectedChainCardView {
  @IdField() companyId: string;
  @ObjectField(() => Name) legalName: Tagged;
  @ObjectField(() => Name, { list: { max: 10 } }) names: Tagged[];
  @CountryField() country: string;
  @EnumField(SIDES) side: string;
  @EnumField(COMPANY_KINDS) kind: string;
  @EnumField(['verified', 'suspended', 'withdrawn']) status: string;
}

export class InspectedChainsQuery {
  @IntegerField({
    min: 1,
    max: CHAINS.most,
    optional: true,
    fromQuery: true,
    description: `How many chains; ${CHAINS.usual} unless told.`,
  })
  limit?: number;

  @IntegerField({
    min: 1,
    max: CHAIN_MEMBERS.most,
    optional: true,
    fromQuery: true,
    description: `How many companies a chain may have; ${CHAIN_MEMBERS.usual} unless told.`,
  })
  members?: number;
}

export class InspectedPartMetView {
  @TextField({ max: 120, description: 'The concept that the requirement asks for.' }) code: string;
  @TextField({ max: 200, description: 'Its name in the reader’s language.' }) label: string;
  @TextField({ max: 120, description: 'The concept of the company’s that met it.' }) by: string;
  @TextField({ max: 200 }) byLabel: string;
  @ApiProperty({ type: 'number', minimum: 0, maximum: 1 }) degree: number;
}

export class InspectedPartMissingView {
  @TextField({ max: 120 }) code: string;
  @TextField({ max: 200 }) label: string;
}

class InspectedPartView {
  @IdField() requirementId: string;
  @ApiProperty({ type: 'number', minimum: 0, maximum: 1, description: 'How well the company meets the requirement.' })
  degree: number;
  @ObjectField(() => InspectedPartMetView, { list: { max: 100 } }) by: readonly PartMet[];
  @ObjectField(() => InspectedPartMissingView, { list: { max: 100 } }) missing: Part['missing'];
}

export class InspectedCoveredPartView extends InspectedPartView {
  @BooleanField({ description: 'No other company of the chain meets it better.' }) leads: boolean;
}

export class InspectedChainMemberView {
  @IdField() companyId: string;
  @ObjectField(() => InspectedChainCardView, { nullable: true }) company: CompanyCard | null;
  @ApiProperty({
    type: 'number',
    minimum: 0,
    maximum: 1,
    nullable: true,
    description: 'Of its match; null where it has no place among the best of the demand.',
  })
  score: number | null;
  @ObjectField(() => InspectedCoveredPartView, { list: { max: 30 }, description: 'What it covers of the demand.' })
  requirements: ChainMember['requirements'];
}

export class InspectedChainView {
  @ObjectField(() => InspectedChainMemberView, { list: { max: CHAIN_MEMBERS.most } })
  companies: readonly InspectedChainMemberView[];
  @IdField({ list: { max: 30 }, description: 'The requirements that the chain covers.' }) covers: Chain['covers'];
  @BooleanField({ description: 'Every mandatory requirement is covered.' }) complete: boolean;
  @ApiProperty({
    type: 'number',
    minimum: 0,
    maximum: 1,
    description: 'The mean of the best degrees over all requirements.',
  })
  score: number;
  @BooleanField({ description: 'It is proven that no better chain is missing before this one.' }) exact: boolean;
}

export class InspectedNearestView extends InspectedPartView {
  @IdField() companyId: string;
  @ObjectField(() => InspectedChainCardView, { nullable: true }) company: CompanyCard | null;
}

export class InspectedUncoveredView {
  @IdField() requirementId: string;
  @BooleanField() mandatory: boolean;
  @ObjectField(() => InspectedNearestView, {
    nullable: true,
    description: 'Who comes nearest to it; null where nobody meets any of it.',
  })
  nearest: (Uncovered['nearest'] & { company: CompanyCard | null }) | null;
}

export class InspectedChainsView {
  @ObjectField(() => InspectedChainView, { list: { max: CHAINS.most }, description: 'Best first.' })
  items: readonly InspectedChainView[];
  @ObjectField(() => InspectedUncoveredView, { list: { max: 30 }, description: 'Requirements that no company covers.' })
  uncovered: readonly InspectedUncoveredView[];
}
