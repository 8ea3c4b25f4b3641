import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { evaluate } from '../../apps/portal/src/evaluation/evaluate';
import { DIRECTORY_COMPANY, type ImportLine, jsonl, REGISTER_DEMAND } from '../support/imports';

const company = (id: string, ...concepts: string[]): ImportLine => ({ ...DIRECTORY_COMPANY, id, concepts });

/** A planted set: which company each demand finds first is known. */
describe('the evaluation of the match', () => {
  let folder: string;
  const said: string[] = [];

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'shuqiao-planted-'));
    const companies = [company('cloud-1', 'cloud'), company('port-1', 'port'), { ...company('no-name'), name: '' }];
    const demands = [
      { ...REGISTER_DEMAND, id: 'q-cloud', country: 'Global' },
      { ...REGISTER_DEMAND, id: 'q-port', lang: 'en', title: 'Container yard', body: '', concepts: ['port'] },
      { ...REGISTER_DEMAND, id: 'q-unjudged' },
      { ...REGISTER_DEMAND, id: 'q-refused', title: null },
    ];
    await writeFile(join(folder, 'companies.jsonl'), jsonl(...companies));
    await writeFile(join(folder, 'demands.jsonl'), jsonl(...demands));
    await writeFile(
      join(folder, 'qrels.tsv'),
      'q-cloud\t0\tcloud-1\t2\nq-port\t0\tport-1\t1\nq-port\t0\tnobody\t2\nq-refused\t0\tport-1\t1\n',
    );
    await writeFile(join(folder, 'bad.tsv'), 'q-cloud 0 cloud-1 2\nq-cloud 0 cloud-1 much\n');
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  const run = (
    qrels: string | null,
    out: string | null,
    signal?: AbortSignal,
    say = (text: string): void => void said.push(text),
  ) => {
    const file = (name: string) => join(folder, name);
    const files = { demands: file('demands.jsonl'), companies: file('companies.jsonl'), country: 'KZ' };
    const judged = { qrels: qrels && file(qrels), out: out && file(out) };
    return evaluate({ ...files, ...judged }, say, signal);
  };

  it('reads the stored lists of what was imported, judges them and writes the run', async () => {
    const { refused, quality } = await run('qrels.tsv', 'run.tsv');
    expect(refused).toBe(2);
    const places = said.filter((line) => line.includes(', line '));
    expect(places.map((line) => line.slice(folder.length + 1))).toEqual([
      'companies.jsonl, line 3: /name: required',
      'demands.jsonl, line 4: /title: required',
    ]);
    const rows = (await readFile(join(folder, 'run.tsv'), 'utf8')).trim().split('\n');
    expect(rows.every((row) => /^q-\w+ Q0 \S+-1 \d+ (0\.\d+|1) shuqiao$/.test(row))).toBe(true);
    const first = (demand: string) => rows.find((row) => row.startsWith(`${demand} Q0`))?.split(' ');
    expect(first('q-cloud')?.slice(2, 4)).toEqual(['cloud-1', '1']);
    expect(first('q-port')?.slice(2, 4)).toEqual(['port-1', '1']);
    expect(first('q-unjudged')?.slice(2, 4)).toEqual(['cloud-1', '1']);
    // The best order for q-port has grade 2 first, then grade 1: 3 + 1/log2(3); what was refused counts with nothing.
    const port = 1 / (3 + 1 / Math.log2(3));
    expect(quality?.get('en')).toEqual({ demands: 1, ndcg: expect.closeTo(port, 6), success: 1 });
    expect(quality?.get('ru')).toEqual({ demands: 2, ndcg: 0.5, success: 0.5 });
    expect(quality?.get('all')).toEqual({
      demands: 3,
      ndcg: expect.closeTo((1 + port) / 3, 6),
      success: expect.closeTo(2 / 3, 6),
    });
  }, 120_000);

  it('says which judgement is none before it begins, and what it was called with', async () => {
    await expect(run('bad.tsv', null)).rejects.toThrow('bad.tsv, line 2: expected');
    await expect(run('missing.tsv', null)).rejects.toThrow('missing.tsv');
  });

  it('leaves no server and no folder behind when it is interrupted', async () => {
    const before = await folders();
    const interruption = new AbortController();
    const ended = run(null, null, interruption.signal, () => interruption.abort());
    await expect(ended).rejects.toThrow('Interrupted.');
    expect(await folders()).toEqual(before);
  }, 60_000);

  const folders = async () => (await readdir(tmpdir())).filter((name) => name.startsWith('shuqiao-evaluation-')).sort();
});
