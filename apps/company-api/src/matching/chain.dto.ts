import { ApiProperty } from '@nestjs/swagger';
import type { CompanyCard } from '@shuqiao/companies';
import {
  type Chain,
  CHAIN_MEMBERS,
  type ChainMember,
  CHAINS,
  type PartMet,
  type PartView as Part,
  type Uncovered,
} from '@shuqiao/matching';
import { BooleanField, IdField, IntegerField, ObjectField, TextField } from '@shuqiao/platform';
import { MatchedCompanyCardView } from './match.dto';

export class ChainsQuery {
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

export class PartMetView {
  @TextField({ max: 120, description: 'The concept that the requirement asks for.' }) code: string;
  @TextField({ max: 200, description: 'Its name in the reader’s language.' }) label: string;
  @TextField({ max: 120, description: 'The concept of the company’s that met it.' }) by: string;
  @TextField({ max: 200 }) byLabel: string;
  @ApiProperty({ type: 'number', minimum: 0, maximum: 1 }) degree: number;
}

export class PartMissingView {
  @TextField({ max: 120 }) code: string;
  @TextField({ max: 200 }) label: string;
}

class PartView {
  @IdField() requirementId: string;
  @ApiProperty({ type: 'number', minimum: 0, maximum: 1, description: 'How well the company meets the requirement.' })
  degree: number;
  @ObjectField(() => PartMetView, { list: { max: 100 } }) by: readonly PartMet[];
  @ObjectField(() => PartMissingView, { list: { max: 100 } }) missing: Part['missing'];
}

export class CoveredPartView extends PartView {
  @BooleanField({ description: 'No other company of the chain meets it better.' }) leads: boolean;
}

export class ChainMemberView {
  @IdField() companyId: string;
  @ObjectField(() => MatchedCompanyCardView, { nullable: true }) company: CompanyCard | null;
  @ApiProperty({
    type: 'number',
    minimum: 0,
    maximum: 1,
    nullable: true,
    description: 'Of its match; null where it has no place among the best of the demand.',
  })
  score: number | null;
  @ObjectField(() => CoveredPartView, { list: { max: 30 }, description: 'What it covers of the demand.' })
  requirements: ChainMember['requirements'];
}

export class ChainView {
  @ObjectField(() => ChainMemberView, { list: { max: CHAIN_MEMBERS.most } }) companies: readonly ChainMemberView[];
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

export class NearestView extends PartView {
  @IdField() companyId: string;
  @ObjectField(() => MatchedCompanyCardView, { nullable: true }) company: CompanyCard | null;
}

export class UncoveredView {
  @IdField() requirementId: string;
  @BooleanField() mandatory: boolean;
  @ObjectField(() => NearestView, {
    nullable: true,
    description: 'Who comes nearest to it; null where nobody meets any of it.',
  })
  nearest: (Uncovered['nearest'] & { company: CompanyCard | null }) | null;
}

export class ChainsView {
  @ObjectField(() => ChainView, { list: { max: CHAINS.most }, description: 'Best first.' }) items: readonly ChainView[];
  @ObjectField(() => UncoveredView, { list: { max: 30 }, description: 'Requirements that no company covers.' })
  uncovered: readonly UncoveredView[];
}
