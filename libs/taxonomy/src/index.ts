import { Concept } from './concept.entity';

export { ancestors, Concept, sectorOf, type Synonyms } from './concept.entity';
export { loadReferenceData } from './reference-data';
export { type ConceptContent, type CountryStatus, TaxonomyEditing } from './taxonomy-editing.service';
export * from './taxonomy.errors';
export { TaxonomyModule } from './taxonomy.module';
export { type ReferenceList, TaxonomyService } from './taxonomy.service';

export const TAXONOMY_ENTITIES = [Concept];
