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
    const concepts = requirements.flatMap((requirement, position) =>
      requirement.concepts.map((code, index) => ({ code, pointer: `/requirements/${position}/concepts/${index}` })),
    );
    const codes = concepts.map(({ code }) => code);
    await Promise.all([
      country !== undefined && this.taxonomy.requireParticipant(country, '/country'),
      budget && this.taxonomy.requireCurrency(budget.max.currency, '/budget/max/currency'),
      this.taxonomy.requireConcepts(codes, (index) => concepts[index]?.pointer ?? '/requirements'),
    ]);
  }
}
