export { ImportRuns } from './import-runs.service';
export * from './imports.errors';
export { ImportsModule } from './imports.module';
export { type ImportFault, Imports, type ImportState, MOST_FAULTS, type NewImport } from './imports.service';
export { type FileLine, linesOf, MOST_LINE_BYTES } from './lines';
export { CompanyRecord, DemandRecord, IMPORT_KINDS, type ImportKind, readRecord } from './records';
