import { createBridge } from '@shuqiao/text';
import { publicTexts, unknownWordsIn } from './public-texts';
import { snippetOf } from './unknown-term-examples';

const bridge = createBridge({ lexicon: [] });
const COMPANY = {
  legalName: { lang: 'en', text: 'Qwertzu Ltd' },
  names: [{ lang: 'ru', text: 'Кверцу' }],
  description: [
    { lang: 'ru', text: 'Внедрение КЦМР' },
    { lang: 'en', text: 'We build Lingoscript runtimes' },
  ],
  products: [{ names: [{ lang: 'en', text: 'Hopestage' }], specification: [{ name: 'Asianuxx', value: 'x' }] }],
  certificates: [{ name: 'Zertifikat', issuer: 'Prüfstelle' }],
};

it('reads what a document says, headings first, and neither its names nor its plain members', () => {
  expect(publicTexts(COMPANY).map(({ text }) => text)).toEqual([
    'Hopestage',
    'Внедрение КЦМР',
    'We build Lingoscript runtimes',
  ]);
  expect(unknownWordsIn(COMPANY, bridge).map(({ language, text }) => [language, text])).toEqual([
    ['en', 'Hopestage'],
    ['ru', 'КЦМР'],
    ['en', 'Lingoscript'],
  ]);
});

it('takes the words of a text without a dictionary for words of another language, and foreign ones for what they are', () => {
  const document = { title: { lang: 'kk', text: 'Деректерді талдау үшін Lingoscript' } };
  const words = unknownWordsIn(document, bridge);
  expect(words).toContainEqual(expect.objectContaining({ language: 'en', text: 'Lingoscript' }));
  for (const { language, text } of words)
    expect([text, language]).toEqual([text, text === 'Lingoscript' ? 'en' : 'other']);
});

it('shows a word with what stands around it', () => {
  const text = `${'很'.repeat(100)}😀赋能${'好'.repeat(100)}`;
  const snippet = snippetOf({ title: { lang: 'zh', text } }, '赋能');
  expect(snippet).toEqual({ lang: 'zh', text: expect.any(String), start: 60, end: 62 });
  expect(snippet?.text.slice(60, 62)).toBe('赋能');
  expect(snippet?.text).toHaveLength(122);
  const halved = snippetOf({ title: { lang: 'zh', text: `${'😀'.repeat(40)}a赋能` } }, '赋能');
  expect(() => encodeURIComponent(halved?.text ?? '')).not.toThrow();
  expect(halved?.text.slice(halved.start, halved.end)).toBe('赋能');
  expect(snippetOf({ title: { lang: 'zh', text } }, 'gone')).toBeNull();
});
