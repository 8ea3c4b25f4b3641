import { createReadStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { linesOf } from '@shuqiao/imports';
import type { Grades } from './metrics';

export interface Ranked {
  readonly demand: string;
  readonly company: string;
  readonly rank: number;
  readonly score: number;
}

/**
 * Reads judgements, one a line: demand, anything, company, grade (the TREC form).
 * @throws Error that names the line which has another form.
 */
export async function readQrels(file: string): Promise<Map<string, Grades>> {
  const judgements = new Map<string, Map<string, number>>();
  const lines = (await readFile(file, 'utf8')).split('\n');
  for (const [index, line] of lines.entries()) {
    if (!line.trim()) continue;
    const [demand, , company, grade, ...rest] = line.trim().split(/\s+/);
    const value = Number(grade);
    if (!demand || !company || rest.length || !Number.isInteger(value) || value < 0 || value > 10)
      throw new Error(`${file}, line ${index + 1}: expected "demand 0 company grade", with a grade from 0 to 10.`);
    const grades = judgements.get(demand) ?? new Map<string, number>();
    judgements.set(demand, grades.set(company, value));
  }
  return judgements;
}

/** The demands of a file in its order, with their languages; the import says what is wrong with its lines. */
export async function languagesOf(file: string): Promise<Map<string, string>> {
  const languages = new Map<string, string>();
  for await (const { text } of linesOf(createReadStream(file))) {
    const { id, lang } = memberOf(text);
    if (id !== undefined && id !== null) languages.set(String(id), typeof lang === 'string' ? lang : '?');
  }
  return languages;
}

/** A run in the TREC form. A blank in an id would make two columns of it. */
export function runText(rows: readonly Ranked[], tag: string): string {
  const word = (id: string) => id.replace(/\s+/g, '_');
  return rows
    .map(({ demand, company, rank, score }) => `${word(demand)} Q0 ${word(company)} ${rank} ${score} ${tag}\n`)
    .join('');
}

function memberOf(text: string | null): { id?: unknown; lang?: unknown } {
  try {
    return (JSON.parse(text ?? '{}') as { id?: unknown; lang?: unknown } | null) ?? {};
  } catch {
    return {};
  }
}
