import { Injectable } from '@nestjs/common';
import { type Actor, Clock, fieldError, invalid, type TaggedText, TOO_LARGE } from '@shuqiao/kernel';
import { TaxonomyService } from '@shuqiao/taxonomy';
import { CompanyItems } from './company-items';
import type { ReferenceCase } from './company-items.entities';
import { REFERENCE_CASES } from './item-kinds';

export interface ReferenceCaseContent {
  readonly title: TaggedText;
  readonly country: string;
  readonly year: number;
  readonly concepts: string[];
  readonly customer: string | null;
  readonly outcome: TaggedText | null;
}

@Injectable()
export class ReferenceCases {
  constructor(
    private readonly items: CompanyItems,
    private readonly taxonomy: TaxonomyService,
    private readonly clock: Clock,
  ) {}

  list(actor: Actor, companyId: string): Promise<ReferenceCase[]> {
    return this.items.list(actor, companyId, REFERENCE_CASES);
  }

  add(actor: Actor, companyId: string, content: ReferenceCaseContent): Promise<ReferenceCase> {
    return this.items.add(actor, companyId, REFERENCE_CASES, () => this.check(content));
  }

  change(
    actor: Actor,
    companyId: string,
    id: string,
    version: number,
    changes: Partial<ReferenceCaseContent>,
  ): Promise<ReferenceCase> {
    return this.items.change(actor, companyId, REFERENCE_CASES, { id, version }, () => this.check(changes));
  }

  remove(actor: Actor, companyId: string, id: string): Promise<void> {
    return this.items.remove(actor, companyId, REFERENCE_CASES, id);
  }

  // A project may lie in any country of the world, but it is finished.
  private async check<T extends Partial<ReferenceCaseContent>>(content: T): Promise<T> {
    const thisYear = this.clock.now().getUTCFullYear();
    if ((content.year ?? 0) > thisYear) throw invalid(fieldError('/year', TOO_LARGE, { max: thisYear }));
    if (content.concepts) await this.taxonomy.requireConcepts(content.concepts, (index) => `/concepts/${index}`);
    return content;
  }
}
