export { ImportRuns } from './import-runs.service';
export * from './imports.errors';
export { ImportsModule } from './imports.module';
export { type ImportFault, Imports, type ImportState, MOST_FAULTS, type NewImport } from './imports.service';
export { type FileLine, linesOf } from './lines';
export { IMPORT_KINDS, type ImportKind } from './records';
