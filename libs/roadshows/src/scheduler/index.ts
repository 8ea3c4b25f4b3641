export { type Breach, check, type Verdict } from './model/check';
export { speaks } from './model/interpreting';
export { pairOff } from './model/pair-off';
export * from './model/problem';
export { Random } from './model/random';
export { readProblem } from './model/read-problem';
export { findSatProgram } from './sat/program';
export { type Course, ScheduleFault, solve, type SolveOptions } from './solve';
