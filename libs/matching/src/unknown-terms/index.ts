export { SUBJECT_KINDS, type SubjectKind } from './public-texts';
export * from './unknown-term';
export * from './unknown-term.errors';
export { UnknownTermIndex } from './unknown-term-index';
export { UnknownTermWalk } from './unknown-term-walk';
export { type UnknownTermFilter, UnknownTerms } from './unknown-terms.service';
export { UnknownTermsModule } from './unknown-terms.module';
