import type { Budget, DemandContact, DemandInput, RequirementInput, TermsChange } from '@shuqiao/demands';
import type { BudgetDto, ChangeTermsDto, DemandContactDto, CreateDemandDto, RequirementDto } from './demand.dto';

/** From the wire to the domain, member by member: what a DTO may grow by does not reach a row by itself. */
export function demandInput(dto: CreateDemandDto): DemandInput {
  return {
    terms: {
      country: dto.country,
      place: dto.place ?? null,
      title: dto.title,
      titleTranslations: dto.titleTranslations ?? [],
      description: dto.description ?? null,
      descriptionTranslations: dto.descriptionTranslations ?? [],
      budget: dto.budget ? budget(dto.budget) : null,
      deadline: dto.deadline ?? null,
    },
    contact: dto.contact ? contact(dto.contact) : null,
    requirements: requirementInputs(dto.requirements ?? []),
  };
}

export function termsChange(dto: ChangeTermsDto): TermsChange {
  return {
    country: dto.country,
    place: dto.place,
    title: dto.title,
    titleTranslations: dto.titleTranslations,
    description: dto.description,
    descriptionTranslations: dto.descriptionTranslations,
    budget: dto.budget ? budget(dto.budget) : dto.budget,
    deadline: dto.deadline,
  };
}

export function contact(dto: DemandContactDto): DemandContact {
  return { name: dto.name, position: dto.position ?? null, email: dto.email, phone: dto.phone ?? null };
}

export function requirementInputs(dtos: readonly RequirementDto[]): RequirementInput[] {
  return dtos.map((dto) => ({
    ...(dto.id === undefined ? {} : { id: dto.id }),
    kind: dto.kind,
    title: dto.title,
    description: dto.description ?? null,
    concepts: dto.concepts,
    quantity: dto.quantity ?? null,
    mandatory: dto.mandatory,
  }));
}

function budget(dto: BudgetDto): Budget {
  return { min: dto.min ?? null, max: dto.max };
}
