import { Injectable } from '@nestjs/common';
import { TaxonomyService } from '@shuqiao/taxonomy';
import type { RequirementInput, TermsChange } from './demand-content';

/** Checks what a demand refers to in the taxonomy. */
@Injectable()
export class DemandReferences {
  constructor(private readonly taxonomy: TaxonomyService) {}

  /** @throws DomainError VALIDATION_FAILED naming the country, currency or concepts that do not exist today. */
  async check(
    { country, budget }: TermsChange,
    requirements: readonly Pick<RequirementInput, 'concepts'>[],
  ): Promise<void> {
    if (country !== undefined) await this.taxonomy.requireParticipant(country, '/country');
    if (budget) await this.taxonomy.requireCurrency(budget.max.currency, '/budget/max/currency');
    const concepts = requirements.flatMap((requirement, position) =>
      requirement.concepts.map((code, index) => ({ code, pointer: `/requirements/${position}/concepts/${index}` })),
    );
    await this.taxonomy.requireConcepts(
      concepts.map(({ code }) => code),
      (index) => concepts[index]?.pointer ?? '/requirements',
    );
  }
}
