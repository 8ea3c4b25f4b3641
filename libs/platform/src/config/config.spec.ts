import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readConfig, VARIABLES } from './config';

const OPERATIONS = join(__dirname, '../../../../docs/operations.md');

const valid = {
  DATABASE_URL: 'postgres://localhost/shuqiao',
  TOKEN_SECRET: 'x'.repeat(32),
  DATA_KEY: Buffer.alloc(32).toString('base64'),
  SMTP_URL: 'smtp://localhost:1025',
};

function faultsOf(environment: Record<string, string>): string[] {
  try {
    readConfig(environment);
    return [];
  } catch (error) {
    return (error as Error).message.split('\n').slice(1);
  }
}

describe('the configuration', () => {
  it('reports every fault at once', () => {
    const faults = faultsOf({
      PORT: 'http',
      TOKEN_SECRET: 'short',
      DATA_KEY: 'AAAA',
      FILE_STORE: 's3',
      LOG_LEVEL: 'loud',
      DATABASE_READ_CONNECTIONS: '0',
    });
    const named = faults.map((fault) => /^ {2}(\w+)/.exec(fault)?.[1]).sort();
    expect(named).toEqual([
      'DATABASE_READ_CONNECTIONS',
      'DATABASE_URL',
      'DATA_KEY',
      'LOG_LEVEL',
      'PORT',
      'S3_BUCKET',
      'SMTP_URL',
      'TOKEN_SECRET',
    ]);
    expect(faults.find((fault) => fault.includes('DATABASE_URL'))).toContain('is not set');
    expect(faults.join()).not.toContain('short');
  });

  it.each(['1.5', '-1', 'many', ' ', '1e9', 'Infinity'])('refuses %p as a number', (DATABASE_POOL_SIZE) => {
    expect(faultsOf({ ...valid, DATABASE_POOL_SIZE })).toHaveLength(1);
  });

  it('takes what is right and knows what is usual', () => {
    expect(readConfig({ ...valid, WORKER_CONCURRENCY: '9' })).toMatchObject({
      PORT: 3000,
      WORKER_CONCURRENCY: 9,
      DRAIN_DELAY_SECONDS: 0,
      DEMONSTRATION: false,
    });
    expect(faultsOf({ ...valid, SMTP_URL: '', DEMONSTRATION: 'true' })).toEqual([]);
  });

  it('takes an endpoint for embeddings with its model, and nothing secret in its address', () => {
    const endpoint = { EMBEDDING_URL: 'https://models.example.org/v1/', EMBEDDING_MODEL: 'bge-m3' };
    expect(readConfig({ ...valid, ...endpoint }).EMBEDDING_URL).toBe('https://models.example.org/v1');
    expect(readConfig({ ...valid, EMBEDDING_URL: '', EMBEDDING_MODEL: '' }).EMBEDDING_URL).toBe('');
    for (const [name] of Object.entries(endpoint))
      expect(faultsOf({ ...valid, ...endpoint, [name]: '' })).toEqual([
        '  EMBEDDING_URL and EMBEDDING_MODEL need each other',
      ]);
    for (const url of ['models', 'ftp://models', 'http://u:hunter2@models', 'http://models?key=hunter2']) {
      const faults = faultsOf({ ...valid, ...endpoint, EMBEDDING_URL: url });
      expect(faults).toHaveLength(1);
      expect(faults.join()).not.toContain('hunter2');
    }
  });

  it('lets other machines in unless it is a demonstration, or as HOST says', () => {
    expect(readConfig(valid).HOST).toBe('0.0.0.0');
    expect(readConfig({ ...valid, DEMONSTRATION: 'true' }).HOST).toBe('127.0.0.1');
    expect(readConfig({ ...valid, DEMONSTRATION: 'true', HOST: '0.0.0.0' }).HOST).toBe('0.0.0.0');
    expect(readConfig({ ...valid, HOST: '10.0.0.7' }).HOST).toBe('10.0.0.7');
  });

  it('is documented: every variable with its default and meaning, and no other', () => {
    const rows = [...readFileSync(OPERATIONS, 'utf8').matchAll(/^\| `([A-Z][A-Z0-9_]*)` \| (.*?) \| (.*) \|$/gm)];
    const documented = rows.map(([, name, standard, meaning]) => ({ name, standard, meaning }));
    const expected = Object.entries(VARIABLES).map(([name, { default: standard, desc }]) => ({
      name,
      standard: standard === undefined ? 'required' : standard === '' ? 'empty' : `\`${standard}\``,
      meaning: desc,
    }));
    expect(documented).toEqual(expected);
  });
});
