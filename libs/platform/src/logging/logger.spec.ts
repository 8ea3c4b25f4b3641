import { createLogger, createRequestLog } from './logger';

function recorder() {
  const lines: string[] = [];
  return { lines, output: { write: (line: string) => void lines.push(line) } };
}

describe('the log', () => {
  it('hides what names a person or opens a door, at any depth that is used', () => {
    const { lines, output } = recorder();
    const person = { email: 'lin@example.org', phone: '+86 10 1234', password: 'hunter2', token: 'abc.def' };
    createLogger('info', 'test', output).info({ ...person, person, request: { headers: { cookie: 'sid=9' }, person } });
    expect(lines).toHaveLength(1);
    expect(lines[0]).not.toMatch(/lin@|1234|hunter2|abc\.def|sid=9/);
    expect(lines[0]).toContain('[redacted]');
  });

  it('names a fault without the values of the statement that failed', () => {
    const { lines, output } = recorder();
    const cause = Object.assign(new Error('duplicate key value violates unique constraint'), {
      code: '23505',
      constraint: 'accounts_email_key',
      detail: 'Key (email)=(lin@example.org) already exists.',
    });
    const error = Object.assign(new Error('failed', { cause }), { query: 'INSERT …', parameters: ['lin@example.org'] });
    createLogger('info', 'test', output).error({ err: error }, 'request failed');
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({
      level: 50,
      program: 'test',
      err: { message: 'failed', cause: { code: '23505', constraint: 'accounts_email_key' } },
    });
    expect(lines[0]).not.toMatch(/lin@|INSERT/);
  });

  it('says of a request its id, path and outcome, never its query', () => {
    const { lines, output } = recorder();
    const request = { requestId: 'r-1', method: 'GET', url: '/api/v1/files/1?signature=s3cret', status: 200 };
    createRequestLog('info', 'test', output)({ ...request, milliseconds: 3 });
    createRequestLog('warn', 'test', output)({ ...request, milliseconds: 3 });
    expect(lines).toHaveLength(1);
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({
      requestId: 'r-1',
      path: '/api/v1/files/1',
      status: 200,
      milliseconds: 3,
    });
    expect(lines[0]).not.toMatch(/signature|s3cret|url/);
  });

  it('hides in a path what opens something, and shows ids', () => {
    const { lines, output } = recorder();
    const [id, token] = ['01a20489-b87b-715e-af26-12b9bd611af3', 'aB3_-9zQ'.repeat(8)];
    const line = { requestId: 'r-1', method: 'POST', status: 201, milliseconds: 3 };
    createRequestLog('info', 'test', output)({ ...line, url: `/api/v1/invitations/${token}/acceptance?x=1` });
    createRequestLog('info', 'test', output)({ ...line, url: `/api/v1/companies/${id}/demands` });
    expect(lines.map((text) => (JSON.parse(text) as { path: string }).path)).toEqual([
      '/api/v1/invitations/[redacted]/acceptance',
      `/api/v1/companies/${id}/demands`,
    ]);
  });
});
