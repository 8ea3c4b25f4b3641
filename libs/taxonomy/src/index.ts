import { Concept } from './concept.entity';
import { Country } from './country.entity';

export { ancestors, Concept, sectorOf, type Synonyms } from './concept.entity';
export { Country } from './country.entity';
export { type CountryContent, CountryEditing, type CountryStatus } from './country-editing.service';
export { type NamedConcept, readLexicon } from './lexicon/lexicon';
export { Lexicon, type LexiconTerms } from './lexicon/lexicon.service';
export { type CurrentBridge, LexiconBridge } from './lexicon/lexicon-bridge';
export { type FormAddition, LexiconEditing } from './lexicon/lexicon-editing.service';
export { LexiconList, type TermFilter } from './lexicon/lexicon-list.query';
export * from './lexicon/lexicon-term';
export * from './lexicon/lexicon.errors';
export { LEXICON_KINDS } from './lexicon/lexicon-file';
export { loadReferenceData } from './reference-data';
export { type ConceptContent, TaxonomyEditing } from './taxonomy-editing.service';
export * from './taxonomy.errors';
export { TaxonomyModule } from './taxonomy.module';
export { type ReferenceList, TaxonomyService } from './taxonomy.service';

export const TAXONOMY_ENTITIES = [Concept, Country];
