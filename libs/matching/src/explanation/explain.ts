import { interpolate, type Language } from '@shuqiao/kernel';
import { type Factor, type FactorCode, type Met, type Past, UNSAID } from '../score/factor';
import { BRIDGE_DEGREE } from '../score/language';
import { NEWCOMER_VALUE } from '../score/track-record';
import type { LabelOf } from './match-labels';
import { type Sentence, SENTENCES, TITLES } from './sentences';

/** A factor with the names of its codes and sentences for the reader. */
export interface ExplainedFactor extends Omit<Factor, 'met' | 'missing'> {
  readonly title: string;
  /** What met and what is missing, in words. */
  readonly text: string;
  readonly met: readonly (Met & { readonly label: string; readonly byLabel: string })[];
  readonly missing: readonly { readonly code: string; readonly label: string }[];
}

/** Says a factor in the reader's language, from its codes alone. */
export function explain(factor: Factor, language: Language, labelOf: LabelOf): ExplainedFactor {
  const label = (code: string) => labelOf(factor.code, code);
  const say: Say = (sentence, items) =>
    items.length
      ? [interpolate(SENTENCES[sentence][language], { list: items.join(language === 'zh' ? '、' : ', ') })]
      : [];
  const fill: Fill = (sentence, code, by) => interpolate(SENTENCES[sentence][language], { code, by });
  return {
    ...factor,
    title: TITLES[factor.code][language],
    text: TELLERS[factor.code](factor, { label, say, fill }).join(language === 'zh' ? '' : ' '),
    met: factor.met.map((item) => ({ ...item, label: label(item.code), byLabel: label(item.by) })),
    missing: factor.missing.map((code) => ({ code, label: label(code) })),
  };
}

/** A sentence around a list; nothing when the list is empty. */
type Say = (sentence: Sentence, items: readonly string[]) => string[];
type Fill = (sentence: Sentence, code: string, by: string) => string;
interface Voice {
  readonly label: (code: string) => string;
  readonly say: Say;
  readonly fill: Fill;
}
type Tell = (factor: Factor, voice: Voice) => string[];

const ALWAYS = [''];
const MOST_WORDS = 8;
/** How a degree of likeness is called, from the value on. */
const MEANINGS: readonly { readonly least: number; readonly sentence: Sentence }[] = [
  { least: 0.75, sentence: 'meaningSame' },
  { least: 0.5, sentence: 'meaningNear' },
  { least: 0.25, sentence: 'meaningPartly' },
];

const capability: Tell = ({ met, missing }, { label, say, fill }) => [
  ...say(
    'same',
    met.filter(({ code, by }) => code === by).map(({ code }) => label(code)),
  ),
  ...say(
    'near',
    met.filter(({ code, by }) => code !== by).map(({ code, by }) => fill('pair', label(code), label(by))),
  ),
  ...say('lacking', missing.map(label)),
];

const text: Tell = ({ met }, { say, fill }) =>
  met.length
    ? say(
        'words',
        met.slice(0, MOST_WORDS).map(({ code, by }) => (code === by ? code : fill('wordPair', code, by))),
      )
    : say('noWords', ALWAYS);

const semantic: Tell = ({ met, value }, { say, fill }) => {
  const degree = MEANINGS.find(({ least }) => value >= least)?.sentence ?? 'meaningFar';
  const isByModel = met.some(({ by }) => by === 'model');
  return say(isByModel ? 'meaningByModel' : 'meaningBuiltIn', [fill(degree, '', '')]);
};

const country: Tell = ({ met, missing, value }, { label, say }) => {
  if (!met.length && value === UNSAID) return say('unsaidCountries', ALWAYS);
  const by = (evidence: string) => met.filter((item) => item.by === evidence).map(({ code }) => label(code));
  return [
    ...say('reference', by('reference')),
    ...say('location', by('location')),
    ...say('target', by('target')),
    ...say('elsewhere', missing.map(label)),
  ];
};

const language: Tell = ({ met, missing, value }, { label, say }) => {
  if (!met.length && value === UNSAID) return say('unsaidLanguages', ALWAYS);
  if (value === BRIDGE_DEGREE) return say('bridge', ALWAYS);
  const shared = met.map(({ code }) => label(code));
  return shared.length ? say('shared', shared) : say('unshared', missing.map(label));
};

const certificates: Tell = ({ met, missing }, { say }) => [
  ...say(
    'certified',
    met.map(({ code }) => code),
  ),
  ...say('uncertified', missing),
];

const size: Tell = ({ met, missing, value }, { say }) => {
  if (missing.length) return say('sizeUnknown', ALWAYS);
  return say(value === 1 ? 'fits' : met.some(({ code }) => code === 'oversized') ? 'large' : 'small', ALWAYS);
};

const timing: Tell = ({ met }, { say }) =>
  say(
    'days',
    met.map(({ by }) => by),
  );

const trackRecord: Tell = ({ met, value }, { label, say }) => {
  if (met.length) return say('record', [...new Set(met.map(({ code }) => label(code)))]);
  return say(value >= NEWCOMER_VALUE ? 'newcomer' : 'noRecord', ALWAYS);
};

const history: Tell = ({ met }, { say }) =>
  met.length
    ? [...new Set(met.map(({ code }) => code as Past))].flatMap((past) => say(past, ALWAYS))
    : say('strangers', ALWAYS);

const TELLERS: Readonly<Record<FactorCode, Tell>> = {
  capability,
  text,
  semantic,
  country,
  language,
  certificates,
  size,
  timing,
  track_record: trackRecord,
  history,
};
