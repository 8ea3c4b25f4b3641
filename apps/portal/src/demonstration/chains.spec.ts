import { COVERS_FROM, findCovers, meetingByConcepts } from '@shuqiao/matching';
import { DEMANDS } from './demands';
import { DOMESTIC_FIRMS } from './domestic-firms';

/** What the demonstration shows of a demand: who covers it together, by the content alone. */
function chainsFor(demand: (typeof DEMANDS)[number]) {
  const requirements = demand.requirements.map(({ concepts }, place) => ({
    id: `${place}`,
    mandatory: true,
    concepts,
  }));
  return findCovers({
    requirements: requirements.map(({ id, mandatory }) => ({ id, mandatory, weight: 1 })),
    companies: DOMESTIC_FIRMS.map(({ key, capabilities }) => {
      const offered = { concepts: capabilities.map(({ concept }) => concept) };
      return { id: key, score: 0, degrees: requirements.map((one) => meetingByConcepts(one, offered).degree) };
    }),
    threshold: COVERS_FROM,
    mostMembers: 6,
    mostCovers: 5,
  });
}

describe('the demands of the demonstration', () => {
  it('are each covered, by one firm or by a chain of two, but for the one that only words meet', () => {
    const best = DEMANDS.map((demand) => chainsFor(demand).covers[0]);
    expect(best.map((cover) => cover?.complete && cover.members.length)).toEqual([2, 1, 1, 2, undefined]);
  });

  it('show a chain of a port firm and a logistics firm', () => {
    const [first] = chainsFor(DEMANDS[0] as (typeof DEMANDS)[number]).covers;
    expect(first?.members.map(({ parts }) => parts.map(({ requirementId }) => requirementId))).toEqual([['0'], ['1']]);
  });
});
