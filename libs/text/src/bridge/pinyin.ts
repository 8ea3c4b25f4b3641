/**
 * Chinese names as Latin letters (pinyin) and Russian ones (Palladius's system) spell them, syllable by syllable: 张骞 is
 * "Zhang Qian" and «Чжан Цянь».
 */
const INITIALS: Record<string, string> = {
  ...{
    zh: 'чж',
    ch: 'ч',
    sh: 'ш',
    b: 'б',
    p: 'п',
    m: 'м',
    f: 'ф',
    d: 'д',
    t: 'т',
    n: 'н',
    l: 'л',
    g: 'г',
    k: 'к',
    h: 'х',
  },
  ...{ j: 'цз', q: 'ц', x: 'с', r: 'ж', z: 'цз', c: 'ц', s: 'с' },
};
const FINALS: Record<string, string> = {
  ...{
    a: 'а',
    o: 'о',
    e: 'э',
    ai: 'ай',
    ei: 'эй',
    ao: 'ао',
    ou: 'оу',
    an: 'ань',
    en: 'энь',
    ang: 'ан',
    eng: 'эн',
    ong: 'ун',
  },
  ...{
    i: 'и',
    ia: 'я',
    ie: 'е',
    iao: 'яо',
    iu: 'ю',
    ian: 'янь',
    in: 'инь',
    iang: 'ян',
    ing: 'ин',
    iong: 'юн',
    u: 'у',
    ua: 'уа',
  },
  ...{
    uo: 'о',
    uai: 'уай',
    ui: 'уй',
    uan: 'уань',
    un: 'унь',
    uang: 'уан',
    v: 'юй',
    ve: 'юэ',
    van: 'юань',
    vn: 'юнь',
    er: 'эр',
  },
};
/** Without a consonant in front, and what the rule does not give. */
const WHOLE: Record<string, string> = {
  ...{
    yi: 'и',
    ya: 'я',
    ye: 'е',
    yao: 'яо',
    you: 'ю',
    yan: 'янь',
    yin: 'инь',
    yang: 'ян',
    ying: 'ин',
    yong: 'юн',
    yu: 'юй',
  },
  ...{
    yue: 'юэ',
    yuan: 'юань',
    yun: 'юнь',
    wu: 'у',
    wa: 'ва',
    wo: 'во',
    wai: 'вай',
    wei: 'вэй',
    wan: 'вань',
    wen: 'вэнь',
  },
  ...{ wang: 'ван', weng: 'вэн', hui: 'хуэй', zi: 'цзы', ci: 'цы', si: 'сы' },
};
const LONGEST = 6;
const MOST_SYLLABLES = 4;
/** The endings that the cases of a Russian name add, and what the name ends in without them. */
const CASES: [RegExp, string][] = [
  [/(?<=..)(?:а|у|ом|е)$/, ''],
  [/(?<=..н)(?:я|ю|ем|е)$/, 'ь'],
  [/(?<=..)(?:я|ю|ем|е)$/, 'й'],
];

export class Syllables {
  private readonly russian = new Map<string, string>();
  private readonly latin: Map<string, string>;

  /** @param known how Chinese characters are read, without tones, ü as v. */
  constructor(known: Iterable<string>) {
    const syllables = new Set(known);
    this.latin = new Map([...syllables].map((one) => [one.replace('v', 'u'), one.replace('v', 'u')]));
    for (const one of syllables) {
      const spelt = russianOf(one);
      if (spelt && !this.russian.has(spelt)) this.russian.set(spelt, one.replace('v', 'u'));
    }
  }

  /** The syllables, in pinyin, that a whole word falls into; none for any other word. */
  of(word: string): readonly string[] {
    if (/^[a-z]{2,24}$/.test(word)) return split(word, this.latin) ?? [];
    if (!/^[а-я]{2,24}$/.test(word)) return [];
    const forms = [word, ...CASES.filter(([ending]) => ending.test(word)).map((rule) => word.replace(...rule))];
    const found = forms.map((form) => split(form, this.russian) ?? []).filter(({ length }) => length);
    // «Цяня» is a case of «Цянь» and not "qiang ya".
    return found.sort((one, two) => one.length - two.length)[0] ?? [];
  }
}

function russianOf(pinyin: string): string | undefined {
  const whole = WHOLE[pinyin] ?? FINALS[pinyin];
  if (whole) return whole;
  const initial = /^(?:zh|ch|sh|[bpmfdtnlgkhjqxrzcs])/.exec(pinyin)?.[0] ?? '';
  const rest = pinyin.slice(initial.length);
  const final = FINALS[/^[jqx]/.test(initial) ? rest.replace(/^u/, 'v') : rest];
  return initial && final && INITIALS[initial] + final;
}

/** Longer syllables first, and back where the rest is none. */
function split(word: string, known: ReadonlyMap<string, string>, left = MOST_SYLLABLES): string[] | undefined {
  if (!word) return [];
  if (!left) return undefined;
  for (let length = Math.min(LONGEST, word.length); length > 0; length--) {
    const syllable = known.get(word.slice(0, length));
    const rest = syllable === undefined ? undefined : split(word.slice(length), known, left - 1);
    if (rest) return [syllable as string, ...rest];
  }
  return undefined;
}
