import { AccountLinks } from './account-links';

const ID = '0190b5a0-7c1e-7abc-8def-0123456789ab';
const links = new AccountLinks({ TOKEN_SECRET: 's'.repeat(32), PUBLIC_URL: 'https://portal.example/' });

describe('account links', () => {
  it('carry a token that names its row, the same each time', () => {
    const token = links.tokenFor('password_reset', ID);
    expect(token).toMatch(/^[\w-]{64}$/);
    expect(links.tokenFor('password_reset', ID)).toBe(token);
    expect(links.idIn('password_reset', token)).toBe(ID);
    expect(links.linkFor('password_reset', ID)).toBe(`https://portal.example/reset-password#token=${token}`);
  });

  it('open nothing for another purpose, another id or another secret', () => {
    const token = links.tokenFor('email_verification', ID);
    const moved = Buffer.from(token, 'base64url');
    moved[3]! ^= 1;
    expect(links.idIn('password_reset', token)).toBeNull();
    expect(links.idIn('email_verification', moved.toString('base64url'))).toBeNull();
    const other = new AccountLinks({ TOKEN_SECRET: 't'.repeat(32), PUBLIC_URL: 'https://portal.example' });
    expect(other.idIn('email_verification', token)).toBeNull();
  });

  it.each(['', 'x', 'a'.repeat(63), 'a'.repeat(65), `${'a'.repeat(63)}=`, '\u0000'.repeat(64)])(
    'know %j for no token',
    (token) => {
      expect(links.idIn('invitation', token)).toBeNull();
    },
  );
});
