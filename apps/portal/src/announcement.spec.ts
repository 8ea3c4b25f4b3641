import { describePortal } from './announcement';

const said = (DEMONSTRATION: boolean, HOST: string) =>
  describePortal({ PUBLIC_URL: 'http://localhost:3000', DEMONSTRATION, HOST }, [
    { email: 'reviewer@demo.shuqiao.example', as: 'reviewer' },
  ]);

describe('what the portal says once it serves', () => {
  it.each(['127.0.0.1', '127.0.1.1', 'localhost', '::1'])(
    'is no warning where only this machine gets in: %s',
    (host) => {
      expect(said(true, host)).toContain('http://localhost:3000/api/v1 ');
      expect(said(true, host)).toContain('  reviewer@demo.shuqiao.example        reviewer\n');
      expect(said(true, host)).not.toContain('WARNING');
    },
  );

  it.each(['0.0.0.0', '::', '192.0.2.1', '127.example.org'])(
    'warns of published passwords where other machines get in: %s',
    (host) => {
      expect(said(true, host)).toContain(`WARNING: HOST=${host} lets other machines in`);
    },
  );

  it('tells how to walk through it, wherever it is', () => {
    expect(said(true, 'localhost')).toMatch(/second terminal: npm run tour\n/);
    const elsewhere = { PUBLIC_URL: 'http://localhost:3951', DEMONSTRATION: true, HOST: 'localhost' };
    expect(describePortal(elsewhere, [])).toContain('npm run tour -- http://localhost:3951\n');
  });

  it('warns of nothing, and shows no logins, outside demonstration mode', () => {
    expect(said(false, '0.0.0.0')).not.toMatch(/WARNING|Logins/);
  });
});
