import { type Example, judge, QUIET_DAYS } from './example';
import { reportFit } from './fit-report';
import { fitText } from './fit-text';
import { fitWeights, scoreBy } from './fit-weights';
import { holdOut } from './hold-out';
import { fitLogistic, predict } from './logistic';
import { areaUnderCurve, logLoss, ndcg } from './measures';

/** Numbers from 0 to 1, the same for the same seed (mulberry32). */
function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

const TODAY = { capability: 40, text: 25, country: 20, language: 15 };

/** Matches that are wanted by these weights; every third demand asks for no language. */
function planted(weights: Record<string, number>, count: number, seed: number): Example[] {
  const next = random(seed);
  return Array.from({ length: count }, (_, index) => {
    const group = `demand ${Math.floor(index / 10)}`;
    const codes = Object.keys(TODAY).filter((code) => code !== 'language' || Math.floor(index / 10) % 3 > 0);
    const values = Object.fromEntries(codes.map((code) => [code, next()]));
    const z = codes.reduce((sum, code) => sum + ((weights[code] ?? 0) / 100) * 12 * ((values[code] ?? 0) - 0.5), 0);
    return { group, values, wanted: next() < 1 / (1 + Math.exp(-z)) };
  });
}

describe('a logistic regression', () => {
  it('of a bias alone gives the share of what is positive', () => {
    const observations = [true, true, true, false].map((positive) => ({ features: [0], positive }));
    const model = fitLogistic(observations, { towards: [0.7], strength: 1 });
    expect(predict(model, [0])).toBeCloseTo(0.75, 5);
    expect(model.coefficients[0]).toBeCloseTo(0.7, 8);
  });

  it('of one binary feature gives the logarithm of the odds ratio', () => {
    const observations = [
      ...repeat(30, { features: [1], positive: true }),
      ...repeat(10, { features: [1], positive: false }),
      ...repeat(10, { features: [0], positive: true }),
      ...repeat(20, { features: [0], positive: false }),
    ];
    const { bias, coefficients } = fitLogistic(observations, { towards: [0], strength: 0 });
    expect(bias).toBeCloseTo(Math.log(10 / 20), 4);
    expect(coefficients[0]).toBeCloseTo(Math.log(30 / 10) - Math.log(10 / 20), 4);
  });

  it('keeps a coefficient at 0 that would fall below, and the others best under that', () => {
    const next = random(3);
    const observations = Array.from({ length: 2_000 }, () => {
      const features = [next(), next()];
      const z = 3 * (features[0] ?? 0) - 4 * (features[1] ?? 0) + 0.5;
      return { features, positive: next() < 1 / (1 + Math.exp(-z)) };
    });
    const { bias, coefficients } = fitLogistic(observations, { towards: [1, 1], strength: 0.001 });
    expect(coefficients[1]).toBe(0);
    const alone = fitLogistic(
      observations.map(({ features, positive }) => ({ features: features.slice(0, 1), positive })),
      { towards: [1], strength: 0.001 },
    );
    expect(coefficients[0]).toBeCloseTo(alone.coefficients[0] ?? 0, 5);
    expect(bias).toBeCloseTo(alone.bias, 5);
  });

  it('has no slope left where it ends, whatever the data', () => {
    for (let seed = 1; seed <= 8; seed += 1) {
      const next = random(seed);
      const observations = Array.from({ length: 100 }, () => ({
        features: [next(), next(), next()],
        positive: next() < 0.3,
      }));
      const towards = [next(), next(), next()];
      const { bias, coefficients } = fitLogistic(observations, { towards, strength: 0.5 });
      const residues = observations.map(
        ({ features, positive }) => predict({ bias, coefficients }, features) - (positive ? 1 : 0),
      );
      coefficients.forEach((coefficient, index) => {
        const slope =
          observations.reduce((sum, { features }, row) => sum + (residues[row] ?? 0) * (features[index] ?? 0), 0) +
          0.5 * (coefficient - (towards[index] ?? 0));
        if (coefficient > 0) expect(Math.abs(slope)).toBeLessThan(1e-3);
        else expect(slope).toBeGreaterThan(-1e-3);
      });
    }
  });
});

describe('fitted weights', () => {
  it('are those by which people chose', () => {
    for (const wanted of [
      { capability: 20, text: 50, country: 10, language: 20 },
      { capability: 70, text: 0, country: 25, language: 5 },
    ]) {
      const { weights } = fitWeights(planted(wanted, 20_000, 11), TODAY);
      for (const [code, weight] of Object.entries(wanted))
        expect(Math.abs((weights[code] ?? 0) - weight)).toBeLessThan(4);
      expect(Object.values(weights).reduce((sum, weight) => sum + weight, 0)).toBe(100);
    }
  });

  it('stay today’s without data, nearly so with few, and where a factor says nothing', () => {
    expect(fitWeights([], TODAY).weights).toEqual(TODAY);
    const few = fitWeights(planted({ capability: 0, text: 100, country: 0, language: 0 }, 20, 5), TODAY).weights;
    for (const [code, weight] of Object.entries(TODAY)) expect(Math.abs((few[code] ?? 0) - weight)).toBeLessThan(12);
    const constant = planted(TODAY, 3_000, 7).map((example) => ({
      ...example,
      values: { ...example.values, text: 0.5 },
    }));
    expect(Math.abs((fitWeights(constant, TODAY).weights.text ?? 0) - 25)).toBeLessThan(8);
  });

  it('are not negative, and do not depend on the order of what was learned from', () => {
    const examples = planted({ capability: 80, text: -60, country: 30, language: 50 }, 4_000, 13);
    const { weights } = fitWeights(examples, TODAY);
    expect(weights.text).toBe(0);
    expect(fitWeights([...examples].reverse(), TODAY).weights).toEqual(weights);
  });

  it('are never above what the settings take', () => {
    const heavy = Object.fromEntries(Object.keys(TODAY).map((code) => [code, 100]));
    const { weights } = fitWeights(planted({ capability: 100, text: 0, country: 0, language: 0 }, 8_000, 29), heavy);
    expect(weights.capability).toBeGreaterThan(90);
    expect(Math.max(...Object.values(weights))).toBeLessThanOrEqual(100);
  });

  it('make a score of what is asked for alone', () => {
    expect(scoreBy(TODAY, { group: 'a', values: { capability: 1, country: 0.25 }, wanted: true })).toBeCloseTo(
      0.75,
      10,
    );
    expect(scoreBy(TODAY, { group: 'a', values: {}, wanted: true })).toBe(0);
  });
});

describe('the measures', () => {
  const judged = (...pairs: [number, boolean][]) => pairs.map(([value, wanted]) => ({ value, wanted }));

  it('agree with what is calculated by hand', () => {
    expect(logLoss(judged([0.8, true], [0.5, false]))).toBeCloseTo(-(Math.log(0.8) + Math.log(0.5)) / 2, 10);
    expect(areaUnderCurve(judged([0.9, true], [0.8, false], [0.7, true], [0.1, false]))).toBeCloseTo(0.75, 10);
    expect(areaUnderCurve(judged([0.5, true], [0.5, false]))).toBe(0.5);
    expect(ndcg(judged([0.9, false], [0.5, true]), 10)).toBeCloseTo(1 / Math.log2(3), 10);
    expect(ndcg(judged([0.5, false], [0.5, true]), 10)).toBeCloseTo((1 + 1 / Math.log2(3)) / 2, 10);
    expect(ndcg(judged([0.9, false], [0.5, true]), 1)).toBe(0);
  });

  it('say nothing where nothing can be said', () => {
    expect([logLoss([]), areaUnderCurve(judged([1, true])), ndcg(judged([1, true]), 10)]).toEqual([null, null, null]);
  });
});

describe('a hold-out', () => {
  it('keeps about a fifth of the demands aside, each whole and always the same', () => {
    const examples = planted(TODAY, 10_000, 17);
    const { training, aside } = holdOut(examples);
    expect(aside.length / examples.length).toBeGreaterThan(0.15);
    expect(aside.length / examples.length).toBeLessThan(0.25);
    const groups = new Set(aside.map(({ group }) => group));
    expect(training.filter(({ group }) => groups.has(group))).toEqual([]);
    expect(holdOut([...examples.slice(0, 500)]).aside).toEqual(aside.filter((one) => examples.indexOf(one) < 500));
  });
});

describe('a report', () => {
  it('speaks for weights by which people chose, and says so in words', () => {
    const report = reportFit(planted({ capability: 10, text: 70, country: 10, language: 10 }, 6_000, 19), TODAY);
    expect(report).toMatchObject({ advisable: true, warnings: [], counts: { examples: 6_000 } });
    expect(report.proposed.aside.logLoss ?? 1).toBeLessThan(report.today.aside.logLoss ?? 0);
    expect(report.proposed.aside.auc ?? 0).toBeGreaterThan(report.today.aside.auc ?? 1);
    expect(report.proposed.aside.ndcg ?? 0).toBeGreaterThan(report.today.aside.ndcg ?? 1);
    const { proposed } = report.factors.find(({ code }) => code === 'text') ?? { proposed: 0 };
    expect(fitText(report)).toMatch(new RegExp(`text +\\d+ +25 +${proposed}\n`));
    expect(fitText(report)).toContain('Nothing was changed');
  });

  it('warns of few data and speaks for nothing then', () => {
    const report = reportFit(planted(TODAY, 60, 23), TODAY);
    expect(report.advisable).toBe(false);
    expect(report.warnings.map(({ code }) => code)).toEqual(
      expect.arrayContaining(['too_few_examples', 'too_few_aside', 'rarely_asked']),
    );
    expect(fitText(report)).toContain('The data do not speak for the proposal.');
    expect(reportFit([], TODAY)).toMatchObject({ advisable: false, proposed: { weights: TODAY } });
  });

  it('leaves out what was scored by factors that are no more', () => {
    const report = reportFit([{ group: 'a', values: { concepts: 1 }, wanted: true }], TODAY);
    expect(report.counts.examples).toBe(0);
  });
});

describe('what was done with a match', () => {
  const quiet = { sent: false, accepted: false, declined: null, dismissed: null, quietDays: 0 };
  it.each([
    [{ accepted: true, sent: true }, true],
    [{ sent: true }, true],
    [{ sent: true, declined: 'not_suitable' }, false],
    [{ sent: true, declined: 'chose_other' }, null],
    [{ dismissed: 'not_our_field' }, false],
    [{ dismissed: 'capacity' }, null],
    [{ quietDays: QUIET_DAYS - 1 }, null],
    [{ quietDays: QUIET_DAYS }, false],
  ])('%p is judged %p', (done, expected) => expect(judge({ ...quiet, ...done })).toBe(expected));
});

function repeat<T>(count: number, value: T): T[] {
  return Array.from({ length: count }, () => value);
}
