export * from './field';
export * from './text-fields';
export * from './value-fields';
