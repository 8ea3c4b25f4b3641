import { words } from './tokenize';

const texts = (folded: string) => [...words(folded)].map((word) => word.text);
const names = (folded: string) => [...words(folded)].filter((word) => word.isModelName).map((word) => word.text);

describe('words', () => {
  it('parts scripts and keeps names together', () => {
    expect(texts('5g专网, c++ и gb/t 22239-2019')).toEqual(['5g', '专网', 'c++', 'и', 'gb/t', '22239-2019']);
  });

  it.each(['5g-a', 'c++', 'c#', 'gb/t', 'tcp/ip', 'covid-19', 'hg-2000/x', 'v2.0', 'wi-fi'])(
    'takes %s for a name',
    (name) => {
      expect(names(`the ${name}.`)).toEqual([name]);
    },
  );

  it.each(['smart-port', 'и/или', 'end.start', '3-летний', 'cloud+'])('does not take %s for a name', (text) => {
    expect(names(text)).toEqual([]);
  });

  it('reads thousands as one number and drops apostrophes', () => {
    const parts = [...words("1,200,000 port's o'zbek")].flatMap((word) => word.parts.map((part) => part.text));
    expect(parts).toEqual(['1200000', 'port', 'ozbek']);
  });

  it('gives the pictures of a text without words, and only then', () => {
    expect(texts('🚢 ⚓!')).toEqual(['🚢', '⚓']);
    expect(texts('port 🚢')).toEqual(['port']);
  });

  it('knows where each word stands', () => {
    const text = 'ab 智慧 c++';
    for (const word of words(text)) expect(text.slice(word.start, word.end)).toBe(word.text);
  });
});
