import { ChineseSegmenter } from './chinese';

const TERMS = ['算力', '集装箱', '智慧港口', '大数据', '数据中心', 'AI大模型', '智慧港口建设平台'];
const plain = new ChineseSegmenter([]);
const taught = new ChineseSegmenter(TERMS);

describe('ChineseSegmenter', () => {
  it('keeps terms whole', () => {
    expect([...taught.queryTokens('算力与集装箱')]).toEqual(expect.arrayContaining(['算力', '集装箱']));
    expect([...plain.queryTokens('智慧港口')]).toEqual(['智慧', '港口']);
    expect([...taught.queryTokens('智慧港口')]).toEqual(['智慧港口']);
  });

  it('finds words within words', () => {
    expect([...taught.textTokens('智慧港口建设')]).toEqual(
      expect.arrayContaining(['智慧', '港口', '智慧港口', '建设']),
    );
  });

  it('finds a term that lies across the border of two words or inside a longer term', () => {
    expect([...taught.textTokens('大数据中心')]).toEqual(expect.arrayContaining(['大数据', '数据中心']));
    expect([...taught.textTokens('智慧港口建设平台')]).toContain('智慧港口');
  });

  it('keeps the words of the dictionary whole that are frequent enough', () => {
    expect([...plain.queryTokens('人工智能')]).toEqual(['人工智能']);
    expect([...plain.queryTokens('港口')]).toEqual(['港口']);
  });

  it('gives loose characters as pairs, not across a stop word', () => {
    expect([...plain.queryTokens('沘泔淓')]).toEqual(['沘泔', '泔淓']);
    expect([...plain.queryTokens('沘的淓')]).not.toContain('沘的');
    expect([...plain.textTokens('沘泔淓')]).toEqual(expect.arrayContaining(['沘', '泔', '沘泔', '泔淓']));
  });

  it('halves no character where it cuts a long run in pieces', () => {
    const tokens = new Set(plain.textTokens(`沘${'𠀀'.repeat(5_000)}`));
    expect(tokens).toEqual(new Set(['沘', '沘𠀀', '𠀀', '𠀀𠀀']));
  });

  it('survives terms of every kind', () => {
    const odd = new ChineseSegmenter(['', ' ', '港', '一'.repeat(50), 'a b c', '港 口\n口岸 9999 n', '數據要素']);
    expect([...odd.queryTokens('数据要素')]).toEqual(['数据要素']);
  });
});
