import { conceptSimilarity, lineage } from './concept-similarity';

describe('concept similarity', () => {
  it('falls with the distance in the taxonomy', () => {
    expect(conceptSimilarity('ai.llm', 'ai.llm')).toBe(1);
    expect(conceptSimilarity('ai.llm', 'ai')).toBe(0.6);
    expect(conceptSimilarity('ai', 'ai.llm')).toBe(0.6);
    expect(conceptSimilarity('ai.llm', 'ai.speech')).toBe(0.3);
    expect(conceptSimilarity('ai.llm', 'cloud.iaas')).toBe(0);
  });

  it('does not take a common beginning of two codes for kinship', () => {
    expect(conceptSimilarity('ai.llm', 'ai.llm-safety')).toBe(0.3);
    expect(conceptSimilarity('data', 'data-infra')).toBe(0);
  });

  it('names the concept and all above it', () => {
    expect(lineage('ai.llm.tuning')).toEqual(['ai.llm.tuning', 'ai.llm', 'ai']);
    expect(lineage('ai')).toEqual(['ai']);
  });
});
