import { newRecoveryCodes, recoveryCodeHash } from './recovery-codes';

describe('recovery codes', () => {
  it('are ten, all different, without letters that look like digits', () => {
    const codes = newRecoveryCodes();
    expect(new Set(codes).size).toBe(10);
    for (const code of codes) expect(code).toMatch(/^([a-km-np-z2-9]{4}-){3}[a-km-np-z2-9]{4}$/);
  });

  it('are known again however they are typed', () => {
    const [code] = newRecoveryCodes() as [string];
    const hash = recoveryCodeHash(code);
    expect(recoveryCodeHash(` ${code.toUpperCase().replaceAll('-', ' ')}`)).toEqual(hash);
    expect(recoveryCodeHash(newRecoveryCodes()[0]!)).not.toEqual(hash);
  });

  it.each(['', '123456', 'abcd-efgh-jkmn', 'abcd-efgh-jkmn-pqr!', 'a'.repeat(17)])('know %j for none', (text) => {
    expect(recoveryCodeHash(text)).toBeNull();
  });
});
