export { check } from './model/check';
export * from './model/problem';
export { Random } from './model/random';
