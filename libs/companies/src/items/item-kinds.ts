import type { ItemKind } from './company-items';
import { Certificate, Contact, Product, ReferenceCase } from './company-items.entities';

export const PRODUCTS: ItemKind<Product> = { entity: Product, noun: 'product', max: 30, isPublic: true };
export const REFERENCE_CASES: ItemKind<ReferenceCase> = {
  entity: ReferenceCase,
  noun: 'reference_case',
  max: 50,
  isPublic: true,
};
export const CERTIFICATES: ItemKind<Certificate> = {
  entity: Certificate,
  noun: 'certificate',
  max: 50,
  isPublic: true,
};
export const CONTACTS: ItemKind<Contact> = { entity: Contact, noun: 'contact', max: 20, isPublic: false };
