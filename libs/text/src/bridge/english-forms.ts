import { stem } from '../stems';

/** Each group begins with the form that dictionaries have. */
const IRREGULAR =
  'build built,sell sold,win won,fall fell fallen,write wrote written,meet met,fight fought,bear born,lose lost,buy bought,teach taught,catch caught,' +
  'fly flew flown,draw drew drawn,grow grew grown,know knew known,throw threw thrown,begin began begun,break broke broken,speak spoke spoken,steal stole stolen,' +
  'choose chose chosen,freeze froze frozen,man men,woman women,child children,foot feet,tooth teeth,mouse mice,goose geese,ox oxen,leaf leaves,life lives,wife wives,wolf wolves,' +
  'knife knives,half halves,shelf shelves,thief thieves,loaf loaves,swim swam swum,sing sang sung,drink drank drunk,ring rang rung,sink sank sunk,shoot shot,send sent,spend spent,' +
  'lend lent,bend bent,sleep slept,deal dealt,dream dreamt,learn learnt,feed fed,breed bred,bleed bled,flee fled,hold held,stand stood,understand understood,' +
  'sit sat,strike struck,stick stuck,hang hung,dig dug,swing swung,wear wore worn,tear tore torn,swear swore sworn,ride rode ridden,drive drove driven,rise risen,arise arose arisen,' +
  'eat ate eaten,bite bitten,hide hid hidden,forget forgot forgotten,forgive forgave forgiven,shake shook shaken,wake woke woken,seek sought,bring brought,' +
  'think thought,tell told,pay paid,lay laid,slide slid,weave wove woven,overthrow overthrew overthrown,overcome overcame,withdraw withdrew withdrawn,' +
  'shrink shrank shrunk,burn burnt,spill spilt,undergo underwent undergone,run ran,die dead,crisis crises,analysis analyses,' +
  'phenomenon phenomena,bacterium bacteria,criterion criteria,nucleus nuclei,fungus fungi,person people';

/** Adjectives that are compared by endings; those whose comparative is a word of its own (cooler, lighter) are left out. */
const COMPARED =
  'deep cold tall large big fast old high long small strong short young rich poor great hot warm wide broad thick thin heavy early late low near slow loud bright dark weak hard soft safe cheap ' +
  'new wealthy busy dry wet wild rare pure close steep narrow smart quick easy happy healthy wise brave fierce holy deadly ugly thirsty dirty mighty tiny clean clear fair fine grand simple dense ' +
  'sharp sweet tough rough smooth quiet noble humble strict tight vast cool light';
const NO_COMPARATIVE = new Set([
  'cool',
  'light',
  'late',
  'hard',
  'fast',
  'near',
  'low',
  'clean',
  'clear',
  'dry',
  'smart',
]);

const bases = new Map<string, string>();
for (const group of IRREGULAR.split(',')) {
  const [base, ...forms] = group.split(' ');
  for (const form of forms) addForm(form, base);
}
for (const word of COMPARED.split(' ')) {
  const root = word.replace(/e$/, '').replace(/y$/, 'i');
  const doubled = /^[^aeiou]*[aeiou][bdgmnt]$/.test(root) ? root + root.slice(-1) : root;
  addForm(`${doubled}est`, word);
  if (!NO_COMPARATIVE.has(word)) addForm(`${doubled}er`, word);
}

function addForm(form: string, base: string): void {
  if (stem(form) !== stem(base)) bases.set(stem(form), stem(base));
}

/** British spellings by the American ones, which most dictionaries have. */
const BRITISH: [RegExp, string][] = [
  [/(?<=.{3})is(e[ds]?|ing|ations?|ers?)$/, 'iz$1'],
  [/(?<=.{3})our(s|ed|ing|ite|able)?$/, 'or$1'],
  [/(?<=.{2}[^aeiou])re(s?)$/, 'er$1'],
  [/(?<=.{3})ogue(s?)$/, 'og$1'],
  [/(?<=.{3})ence(s?)$/, 'ense$1'],
  [/(?<=.{4})mme(s?)$/, 'm$1'],
  [/(?<=.{3})ll(ed|ing|ers?)$/, 'l$1'],
];

/** Most words end otherwise, which one look tells. */
const MAY_BE_BRITISH =
  /(?:s(?:e[ds]?|ing|ations?|ers?)|our(?:s|ed|ing|ite|able)?|[^aeiou]res?|ogues?|ences?|mmes?|ll(?:ed|ing|ers?))$/;

/** The stem of a British spelling's American one ("digitiz" for "digitisation"); whoever asks knows whether there is such a word. */
export function americanOf(word: string): string | undefined {
  const rule = MAY_BE_BRITISH.test(word) && BRITISH.find(([from]) => from.test(word));
  return rule ? stem(word.replace(...rule)) : undefined;
}

/** The stem of the word whose irregular form or comparative a stem is ("sell" for "sold"), which Snowball leaves apart. */
export function baseOf(englishStem: string): string | undefined {
  return bases.get(englishStem);
}
