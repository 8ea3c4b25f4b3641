export * from './field';
export * from './snippet-view';
export * from './text-fields';
export * from './value-fields';
