import { hash } from '@node-rs/argon2';
import { dummyVerify, hashPassword, needsRehash, prepareDummyVerify, verifyPassword } from './password-hash';

describe('hashing', () => {
  it('gives a PHC string of argon2id with the parameters of OWASP and a salt of its own', async () => {
    const [first, second] = await Promise.all([hashPassword('seven herons wade'), hashPassword('seven herons wade')]);
    expect(first).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    expect(second).not.toBe(first);
    expect(needsRehash(first)).toBe(false);
  });

  it('knows the password again, in another Unicode form too, and no other', async () => {
    const phc = await hashPassword('caf\u00e9 ﬁn 张伟 пароль');
    expect(await verifyPassword(phc, 'cafe\u0301 fin 张伟 пароль')).toBe(true);
    expect(await verifyPassword(phc, 'cafe fin 张伟 пароль')).toBe(false);
  });

  it('cuts nothing off', async () => {
    const long = 'x'.repeat(127);
    const phc = await hashPassword(`${long}a`);
    expect(await verifyPassword(phc, `${long}b`)).toBe(false);
    expect(await verifyPassword(phc, `${long}a`)).toBe(true);
  });

  it.each(['', 'plain', '$argon2id$v=19$m=19456,t=2,p=1$x', '$2b$10$abcdefghijklmnopqrstuv'])(
    'answers false for the malformed hash %j and wants it renewed',
    async (phc) => {
      expect(await verifyPassword(phc, 'plain')).toBe(false);
      expect(needsRehash(phc)).toBe(true);
    },
  );

  it('wants weaker parameters renewed, and keeps stronger ones', async () => {
    const weak = await hash('x', { algorithm: 2, memoryCost: 8_192, timeCost: 2, parallelism: 1 });
    const strong = await hash('x', { algorithm: 2, memoryCost: 32_768, timeCost: 3, parallelism: 1 });
    const argon2i = await hash('x', { algorithm: 1, memoryCost: 19_456, timeCost: 2, parallelism: 1 });
    expect([weak, strong, argon2i].map(needsRehash)).toEqual([true, false, true]);
    expect(await verifyPassword(weak, 'x')).toBe(true);
  });
});

describe('the decoy for unknown accounts', () => {
  it('never answers yes', async () => expect(await dummyVerify('another password')).toBe(false));

  it('costs a whole check: a hash with today’s parameters, made once', async () => {
    const decoy = await prepareDummyVerify();
    expect(await prepareDummyVerify()).toBe(decoy);
    expect(decoy).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    expect(needsRehash(decoy)).toBe(false);
  });
});
