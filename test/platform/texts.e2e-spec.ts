import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { LocalizedText } from '@shuqiao/kernel';

const mockDeclared: { code: string; title: LocalizedText }[] = [];
jest.mock('../../libs/kernel/src/problem', () => {
  const actual = jest.requireActual('../../libs/kernel/src/problem');
  const kept = <T extends { code: string; title: LocalizedText }>(kind: T): T => {
    mockDeclared.push(kind);
    return kind;
  };
  return {
    ...actual,
    defineProblem: (...declared: unknown[]) => kept(actual.defineProblem(...declared)),
    defineFieldError: (...declared: unknown[]) => kept(actual.defineFieldError(...declared)),
  };
});

const ROOT = join(__dirname, '../..');
const SCRIPT = { zh: /\p{Script=Han}/u, ru: /\p{Script=Cyrillic}/u, en: /[a-z]{2}/ } as const;
const FOREIGN = {
  zh: /\p{Script=Cyrillic}/u,
  ru: /\p{Script=Han}/u,
  en: /\p{Script=Han}|\p{Script=Cyrillic}/u,
} as const;

/** Everything that can go wrong is said in the reader's language, whoever declares it and wherever. */
describe('what people are told when something goes wrong', () => {
  beforeAll(async () => {
    for (const file of sources()) await import(join(ROOT, file));
  });

  it('is found by this test wherever it is declared', () => {
    const written = sources().flatMap((file) =>
      [...readFileSync(join(ROOT, file), 'utf8').matchAll(/define(?:Problem|FieldError)\('(\w+)'/g)].map(
        (match) => match[1],
      ),
    );
    expect(written.length).toBeGreaterThan(100);
    const seen = new Set(mockDeclared.map(({ code }) => code));
    // The kernel declares these three in the file that declares how.
    expect(written.filter((code) => !seen.has(String(code))).sort()).toEqual([
      'FORBIDDEN',
      'NOT_FOUND',
      'VALIDATION_FAILED',
    ]);
  });

  it('has one code for one thing', () => {
    const codes = mockDeclared.map(({ code }) => code);
    expect(codes.filter((code, position) => codes.indexOf(code) !== position)).toEqual([]);
  });

  it('is said in Chinese, Russian and English, each in its own script', () => {
    for (const { code, title } of mockDeclared)
      for (const language of ['zh', 'ru', 'en'] as const) {
        const text = title[language].replace(/\{\{?\w+\}?\}/g, '');
        expect([code, language, SCRIPT[language].test(text), FOREIGN[language].test(text)]).toEqual([
          code,
          language,
          true,
          false,
        ]);
      }
  });

  it('says the same to all: a number or name put into one language is put into the others', () => {
    const holes = (text: string) => [...new Set(text.match(/\{\{?\w+\}?\}/g) ?? [])].sort();
    for (const { code, title } of mockDeclared)
      expect([code, holes(title.zh), holes(title.ru)]).toEqual([code, holes(title.en), holes(title.en)]);
  });
});

function sources(): string[] {
  return ['libs', 'apps']
    .flatMap((folder) =>
      readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' }).map((name) => join(folder, name)),
    )
    .filter((name) => /\.ts$/.test(name) && !/\.spec\.ts$|node_modules|apps\/(web|bench)\//.test(name))
    .filter((name) => /define(?:Problem|FieldError)\('/.test(readFileSync(join(ROOT, name), 'utf8')));
}
