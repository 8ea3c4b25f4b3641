import { createBridge, type LexiconTerm } from '@shuqiao/text';
import { ReadingHelper } from './reading-helper';

const TERMS: LexiconTerm[] = [
  { id: 'quay-crane', kind: 'term', concept: 'port.yard', zh: ['岸桥'], ru: ['причальный кран'], en: ['quay crane'] },
];
const TEXTS = [
  [{ text: 'Ремонт причальных кранов', weight: 1 }],
  [
    { text: '岸桥维修', weight: 1 },
    { text: 'Ten quay cranes', weight: 0.5 },
  ],
  [],
];

describe('the thread that helps with reading', () => {
  const helper = new ReadingHelper(TERMS);
  afterAll(() => helper.stop());

  it('reads as the program itself does', async () => {
    const bridge = createBridge({ lexicon: TERMS });
    expect(await helper.read(TEXTS)).toEqual(TEXTS.map((text) => bridge.read(text)));
  });

  it('tells whoever waits, and whoever comes later, that it is gone', async () => {
    const waiting = expect(helper.read(TEXTS)).rejects.toThrow('has ended');
    await helper.stop();
    await waiting;
    await expect(helper.read(TEXTS)).rejects.toThrow('has ended');
  });
});
