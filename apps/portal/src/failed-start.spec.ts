import { ConfigurationError, DataFolderInUseError } from '@shuqiao/platform';
import { explainFailedStart } from './failed-start';

const fault = (message: string, members: object) => Object.assign(new Error(message), members);

describe('the words for a failed start', () => {
  it.each([
    [fault('listen EADDRINUSE: address already in use 0.0.0.0:3000', { code: 'EADDRINUSE' }), 'another port with PORT'],
    [fault('listen EACCES: permission denied 0.0.0.0:80', { code: 'EACCES', syscall: 'listen' }), 'above 1023'],
    [fault("EACCES: permission denied, mkdir '/srv'", { code: 'EACCES', syscall: 'mkdir' }), 'DATA_DIR'],
    [fault('password authentication failed for user "lin"', { code: '28P01' }), 'DATABASE_URL'],
    [fault('permission denied to create role', { code: '42501' }), 'CREATEROLE'],
  ])('says what happened and what to do: %s', (error, advice) => {
    const { message, exitCode } = explainFailedStart(error) ?? {};
    expect(exitCode).toBe(1);
    expect(message?.split('\n')).toEqual([
      `The portal did not start: ${error.message}.`,
      expect.stringContaining(advice) as string,
    ]);
  });

  it('names the address when both families of addresses were tried', () => {
    const refused = (address: string) => fault(`connect ECONNREFUSED ${address}`, { code: 'ECONNREFUSED' });
    const both = Object.assign(new AggregateError([refused('::1:5432'), refused('127.0.0.1:5432')]), {
      code: 'ECONNREFUSED',
    });
    expect(explainFailedStart(both)?.message).toContain('connect ECONNREFUSED ::1:5432.');
  });

  it('gives a configuration that is not valid the exit code of one', () => {
    const message = 'The configuration is not valid:\n  PORT: must be a port';
    expect(explainFailedStart(new ConfigurationError(message))).toEqual({ message, exitCode: 78 });
  });

  it('says who holds the data folder', () => {
    const said = explainFailedStart(new DataFolderInUseError('/srv/data is in use by process 7.'));
    expect(said).toMatchObject({ exitCode: 1, message: expect.stringContaining('in use by process 7. End') });
  });

  it('leaves a fault of the program to the log', () => {
    expect(explainFailedStart(new TypeError('x is not a function'))).toBeUndefined();
  });
});
