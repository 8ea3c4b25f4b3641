/**
 * The consonants of a word, spelt alike for Latin, Cyrillic, Arabic and Devanagari letters: by them loan words are known in scripts
 * that write few vowels (سرور and सर्वर are "server").
 */
const LETTERS: Record<string, string> = {
  ...letters('bcdfghjklmnpqrstvwxz', 'bkdfghjklmnpkrstvvks'),
  ...letters('бвгджзклмнпрстфхцчшщ', 'bvgdjsklmnprstfhsjjj'),
  ...letters('ғқңһҳҷҗ', 'gknhhjj'),
  ...letters('خبپتجچحدذرزژسشصضطظغفقکگلمنوهث', 'hbptjjhddrsjsjsstsgfkkglmnvhs'),
  ...letters('कखगघङचछजझञटठडढणतथदधनपफबभमरलवशषसह', 'kkggnjjjjnttddnttddnpfbbmrlvjjsh'),
  ...letters('ंँ', 'nn'),
};
const SPELLINGS: [RegExp, string][] = [
  [/sh|ch|tch/g, 'j'],
  [/ph/g, 'f'],
  [/th/g, 't'],
  [/ck/g, 'k'],
  [/c(?=[eiy])/g, 's'],
  [/g(?=[eiy])|дж/g, 'j'],
  [/x|кс/g, 'ks'],
  [/qu/g, 'kv'],
];
const LEAST = 3;

/** '' when there are too few to tell a word. Between Persian consonants و is a vowel as often as not: `bare` takes it for one. */
export function consonantsOf(word: string, bare = false): string {
  let spelt = word;
  for (const [from, to] of SPELLINGS) spelt = spelt.replace(from, to);
  if (bare) spelt = spelt.replace(/(?<=.)و/g, '');
  let found = '';
  for (const letter of spelt) found += LETTERS[letter] ?? '';
  found = found.replace(/n(?=[bp])/g, 'm').replace(/(.)\1+/g, '$1');
  return found.length >= LEAST ? found : '';
}

function letters(from: string, to: string): Record<string, string> {
  return Object.fromEntries([...from].map((letter, at) => [letter, to[at]]));
}
