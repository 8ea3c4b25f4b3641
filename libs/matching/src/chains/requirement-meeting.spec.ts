import { COVERS_FROM, meetingByConcepts } from './requirement-meeting';

const read = (wanted: string[], offered: string[]) =>
  meetingByConcepts({ id: 'r', mandatory: true, concepts: wanted }, { concepts: offered });

describe('how well a company meets a requirement by its concepts', () => {
  it.each([
    [['ai.llm'], ['ai.llm'], 1],
    [['ai.llm'], ['ai'], 0.6],
    [['ai'], ['ai.llm'], 0.6],
    [['ai.llm'], ['ai.vision'], 0.3],
    [['ai.llm'], ['port.tos'], 0],
    [['ai.llm', 'port.tos'], ['ai.llm'], 0.5],
    [['ai.llm', 'port.tos', 'cloud'], ['ai.llm'], 0.3333],
    [['ai.llm', 'ai.llm'], ['ai.llm'], 1],
    [[], ['ai.llm'], 0],
    [['ai.llm'], [], 0],
  ])('%j by %j: %d', (wanted, offered, degree) => {
    expect(read(wanted, offered).degree).toBe(degree);
  });

  it('covers it by the concept, one above or below, or half of several, not by the sector alone', () => {
    expect(read(['ai.llm', 'port.tos'], ['ai.llm']).degree).toBeGreaterThanOrEqual(COVERS_FROM);
    expect(read(['ai.llm'], ['ai']).degree).toBeGreaterThanOrEqual(COVERS_FROM);
    expect(read(['ai.llm'], ['ai.vision']).degree).toBeLessThan(COVERS_FROM);
  });

  it('names what met what, the nearest of all, and what is missing, in any order alike', () => {
    const answer = {
      degree: 0.8,
      met: [
        { code: 'ai.llm', by: 'ai.llm', degree: 1 },
        { code: 'port.tos', by: 'port', degree: 0.6 },
      ],
      missing: [],
    };
    expect(read(['port.tos', 'ai.llm'], ['port.automation', 'port', 'ai', 'ai.llm'])).toEqual(answer);
    expect(read(['ai.llm', 'port.tos'], ['ai.llm', 'ai', 'port', 'port.automation'])).toEqual(answer);
    expect(read(['ai.llm', 'port.tos'], ['ai.llm']).missing).toEqual(['port.tos']);
  });
});
