import { createAnalyzer } from './analyzer';
import { highlight } from './highlight';

const loaded = jest.fn();

jest.mock('@node-rs/jieba', () => {
  loaded();
  return jest.requireActual<object>('@node-rs/jieba');
});

it('loads the Chinese dictionary with the first Chinese text, and once', () => {
  const { analyze, analyzeQuery } = createAnalyzer({ terms: ['算力'] });
  analyze('Smart ports, цифровые решения, قزاق');
  highlight('智慧港口', ['港口']);
  expect(loaded).not.toHaveBeenCalled();

  expect(analyze('算力')).toContain('算力');
  analyzeQuery('智慧港口');
  expect(loaded).toHaveBeenCalledTimes(1);
});
