import { Injectable } from '@nestjs/common';
import { type Actor, fieldError, invalid, type TaggedText } from '@shuqiao/kernel';
import { Database, type Statement } from '@shuqiao/platform';
import { TaxonomyService } from '@shuqiao/taxonomy';
import { UNKNOWN_FILE } from '../companies.errors';
import { requireOneTextPerLanguage } from '../texts';
import { CompanyItems } from './company-items';
import type { Product, SpecificationLine } from './company-items.entities';
import { PRODUCTS } from './item-kinds';

export interface ProductContent {
  readonly names: TaggedText[];
  readonly description: TaggedText[];
  readonly specification: SpecificationLine[];
  readonly concepts: string[];
  readonly pictureId: string | null;
}

@Injectable()
export class Products {
  constructor(
    private readonly items: CompanyItems,
    private readonly database: Database,
    private readonly taxonomy: TaxonomyService,
  ) {}

  list(actor: Actor, companyId: string): Promise<Product[]> {
    return this.items.list(actor, companyId, PRODUCTS);
  }

  add(actor: Actor, companyId: string, content: ProductContent): Promise<Product> {
    return this.items.add(actor, companyId, PRODUCTS, () => this.check(companyId, content));
  }

  change(
    actor: Actor,
    companyId: string,
    id: string,
    version: number,
    changes: Partial<ProductContent>,
  ): Promise<Product> {
    return this.items.change(actor, companyId, PRODUCTS, { id, version }, () => this.check(companyId, changes));
  }

  remove(actor: Actor, companyId: string, id: string): Promise<void> {
    return this.items.remove(actor, companyId, PRODUCTS, id);
  }

  private async check<T extends Partial<ProductContent>>(companyId: string, content: T): Promise<T> {
    const { names, description, concepts, pictureId } = content;
    if (names) requireOneTextPerLanguage(names, '/names');
    if (description) requireOneTextPerLanguage(description, '/description');
    if (concepts) await this.taxonomy.requireConcepts(concepts, (index) => `/concepts/${index}`);
    if (pictureId) {
      const found = await this.database.query(PICTURE, [pictureId, companyId]);
      if (!found.length) throw invalid(fieldError('/pictureId', UNKNOWN_FILE));
    }
    return content;
  }
}

const PICTURE: Statement = {
  name: 'companies.find-picture',
  text: `SELECT FROM files WHERE id = $1 AND company_id = $2 AND purpose = 'product_picture'`,
};
