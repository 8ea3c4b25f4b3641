import type { Json } from '@shuqiao/kernel';
import { eventually, type HttpClient } from './http-client';

export interface ImportFile {
  readonly kind: 'companies' | 'demands';
  /** The directory or register that the records were taken from. */
  readonly source: string;
  readonly records: readonly { readonly [member: string]: Json }[];
  /** The deadline of demands that name none. */
  readonly openUntil?: string;
}

export interface ImportResult {
  readonly lines: number;
  readonly added: number;
  readonly changed: number;
  readonly unchanged: number;
}

/** Uploads records as JSON Lines and has them found and matched. @throws Error when a line was refused. */
export async function importFile(
  staff: HttpClient,
  { kind, source, records, openUntil }: ImportFile,
): Promise<ImportResult> {
  const query = new URLSearchParams({ kind, source, publish: 'true', ...(openUntil ? { openUntil } : {}) });
  const form = new FormData();
  form.append('file', new Blob([records.map((record) => JSON.stringify(record)).join('\n')]), `${kind}.jsonl`);
  const { body: begun } = await staff.post(`/imports?${query}`, form);
  const done = await eventually(`import of ${kind}`, async () => {
    const { body } = await staff.get(`/imports/${begun.id}`);
    return body.state === 'finished' ? (body as ImportResult & { refused: number; faults: unknown }) : undefined;
  });
  if (done.refused > 0) throw new Error(`Lines of ${kind} were refused: ${JSON.stringify(done.faults)}`);
  return done;
}
