import fc from 'fast-check';
import { checkPassword } from './check-password';
import { commonPasswordCount } from './common-passwords';

const someone = {
  email: 'wei.zhang@haixin-tech.example',
  displayName: '张伟 Zhang Wei',
  companyNames: ['海信数据科技', 'Haixin Data Technology'],
};

describe('length', () => {
  it.each([
    ['кот-рыбак-89-лу', true],
    ['кот-рыбак-89-л', false],
    ['云上的桥通向很远很远的地方呢', false],
    ['云上的桥通向很远很远的地方呢吗', true],
    ['🐟🐦🦀🐝🐌🦋🐞🐢🐍🦎🐙🦑🦐🐠🐡', false],
  ])('%s passes the default minimum and the list: %s', (password, ok) => {
    expect(checkPassword(password, someone).ok).toBe(ok);
  });

  it('counts code points after NFKC', () => {
    // The ligature ﬃ is three letters, an accent after its letter is none.
    expect(checkPassword('tugboat ve ﬃ xq', someone)).toEqual({ ok: true });
    expect(checkPassword('tugboat e\u0301e\u0301e\u0301 xq', someone)).toEqual({ ok: false, reason: 'too_short' });
  });

  it('takes another minimum', () => {
    expect(checkPassword('vt7 kzpq', someone, { minLength: 8 })).toEqual({ ok: true });
    expect(checkPassword('vt7 kzp', someone, { minLength: 8 })).toEqual({ ok: false, reason: 'too_short' });
  });

  it('allows 128 characters and not one more', () => {
    const long = 'orbit lantern gravel mitten '.repeat(5).slice(0, 127);
    expect(checkPassword(`${long}q`, someone)).toEqual({ ok: true });
    expect(checkPassword(`${long}qq`, someone)).toEqual({ ok: false, reason: 'too_long' });
    expect(checkPassword('q'.repeat(1_000_000), someone)).toEqual({ ok: false, reason: 'too_long' });
  });
});

describe('known passwords', () => {
  it('come as a list of tens of thousands', () => {
    expect(commonPasswordCount()).toBeGreaterThan(45_000);
  });

  it.each([
    'passwordpassword',
    'PASSWORD-PASSWORD',
    'ｐａｓｓｗｏｒｄｐａｓｓｗｏｒｄ',
    'Password1234567',
    '!!!password2024',
    'qwertyuiopasdfgh',
    '123456789012345',
    '987654321098765',
    'aaaaaaaaaaaaaaa',
    'abababababababab',
    '!@!@!@!@!@!@!@!@',
    'abcdefghijklmnop',
    'йцукенгшщзфывапр',
    'пароль123456789',
    'ПарольПароль1234',
    'woaini1314woaini1314',
    'woaini1314520520',
    '123456789a123456789a',
    '1qaz2wsx3edc4rfv',
    'administrator123',
    '我爱你我爱你我爱你我爱你我爱你',
  ])('%s is refused', (password) => {
    expect(checkPassword(password, someone)).toEqual({ ok: false, reason: 'common' });
  });

  it.each(['password', 'qwertyui', 'woaini1314', 'Iloveyou', 'k.,jdm12'])(
    '%s is refused at a minimum of eight',
    (password) => {
      expect(checkPassword(password, someone, { minLength: 8 })).toEqual({ ok: false, reason: 'common' });
    },
  );
});

describe('words of the context', () => {
  it.each([
    'wei.zhang@haixin-tech.example',
    'weizhangweizhang',
    'Zhang.Wei.123456789',
    '张伟张伟张伟张伟张伟张伟张伟张伟',
    'HaixinDataTechnology',
    'haixin2024haixin2024',
    '海信数据科技海信数据科技2026!',
    'shuqiao12345678',
    'Shuqiao-Shuqiao!',
    '数桥数桥数桥数桥数桥数桥数桥数桥',
    'Digital Bridge 2026',
    'Шуцяо-Шуцяо-2026',
  ])('%s is refused', (password) => {
    expect(checkPassword(password, someone)).toEqual({ ok: false, reason: 'context' });
  });

  it.each(['seven herons wade past zhang', 'haixin borrows a purple umbrella', 'мост над тихой рекой 7'])(
    '%s is allowed',
    (password) => {
      expect(checkPassword(password, someone)).toEqual({ ok: true });
    },
  );
});

it('never throws, whatever is typed', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: 'binary', maxLength: 200 }),
      fc.string({ unit: 'grapheme', maxLength: 60 }),
      fc.string({ unit: 'binary', maxLength: 60 }),
      (password, email, displayName) => {
        const result = checkPassword(password, { email, displayName, companyNames: [displayName] });
        expect(typeof result.ok).toBe('boolean');
      },
    ),
    { numRuns: 300 },
  );
});

it('accepts random passwords of fifteen characters', () => {
  fc.assert(
    fc.property(fc.stringMatching(/^[A-Za-z0-9]{15}$/), (password) => {
      const distinct = new Set(password.toLowerCase()).size;
      fc.pre(distinct >= 9);
      expect(checkPassword(password, someone).ok).toBe(true);
    }),
    { seed: 20_260_902, numRuns: 500 },
  );
});
