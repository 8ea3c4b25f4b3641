import { spawn } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import type { Answer } from './cadical';
import type { Cnf } from './cnf';

/** Exit codes that all solvers of the SAT competitions share. */
const ANSWERS: Readonly<Record<number, Answer>> = { 10: 'satisfiable', 20: 'unsatisfiable' };
const POLL = 25;

/**
 * The solver that is installed beside the product: what `SAT_SOLVER` names, or `cadical` where PATH leads to it. It reads
 * DIMACS and answers as in the SAT competitions. `SAT_SOLVER=none` asks for the built-in one.
 */
export function findSatProgram(environment: NodeJS.ProcessEnv): string | undefined {
  const named = environment.SAT_SOLVER;
  if (named) return named === 'none' ? undefined : named;
  const folders = (environment.PATH ?? '').split(delimiter).filter((folder) => folder !== '');
  return folders.map((folder) => join(folder, 'cadical')).find(isProgram);
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

export interface ProgramAnswer {
  readonly answer: Answer;
  /** The variables that hold, where it is satisfiable. */
  readonly holding: ReadonlySet<number>;
}

/** Asks a program about the clauses and some literals that hold besides. What goes wrong with it is `unknown`. */
export function askProgram(
  program: string,
  cnf: Cnf,
  literals: readonly number[],
  isOver: () => boolean,
): Promise<ProgramAnswer> {
  return new Promise((resolve) => {
    const child = spawn(program, [], { stdio: ['pipe', 'pipe', 'ignore'] });
    const timer = setInterval(() => isOver() && child.kill('SIGKILL'), POLL);
    const parts: Buffer[] = [];
    const settle = (answer: Answer) => {
      clearInterval(timer);
      resolve({ answer, holding: answer === 'satisfiable' ? read(Buffer.concat(parts).toString()) : new Set() });
    };
    child.stdout.on('data', (part: Buffer) => parts.push(part));
    child.on('error', () => settle('unknown'));
    child.on('close', (code) => settle(ANSWERS[code ?? 0] ?? 'unknown'));
    // A program that ends before it has read all is heard by its exit code.
    child.stdin.on('error', () => undefined);
    child.stdin.end(dimacs(cnf, literals));
  });
}

function dimacs(cnf: Cnf, literals: readonly number[]): string {
  const clauses = cnf.since().join(' ').replaceAll(' 0 ', ' 0\n');
  const units = literals.map((literal) => `${literal} 0\n`).join('');
  return `p cnf ${cnf.variables} ${cnf.clauses + literals.length}\n${units}${clauses}\n`;
}

/** The lines `v 1 -2 … 0` of an answer. */
function read(output: string): Set<number> {
  const lines = output.split('\n').filter((line) => line.startsWith('v '));
  return new Set(lines.flatMap((line) => line.slice(2).split(' ').map(Number)).filter((literal) => literal > 0));
}
