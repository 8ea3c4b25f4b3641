import { clip, fold } from '@shuqiao/text';

/** UTF-16 units, which are never fewer than the characters that the table allows. */
export const LONGEST_NAME = 400;
const LONGEST_FOLDED_NAME = 800;

const MARKS = /[\u0300-\u036f]/g;
/** Letters of the region's languages that are not a plain letter with a mark, beside what is typed for them. */
const SPECIAL = 'қғңұүһәөіҳҷəøłđ';
const PLAIN = 'кгнуухаоихчeold';
const PLAIN_LETTERS = new Map([...SPECIAL].map((letter, at) => [letter, PLAIN[at] ?? letter]));
const SPECIAL_LETTER = new RegExp(`[${SPECIAL}]`, 'g');

/**
 * One spelling for what is typed and what is registered: folded, without quotation marks, apostrophes and doubled spaces,
 * and with plain letters for those that many keyboards lack («Қазақ» is typed as «Казак», "Güneş" as "Gunes").
 */
export function foldName(name: string): string {
  const folded = fold(clip(name, LONGEST_NAME))
    .normalize('NFD')
    .replace(MARKS, '')
    .normalize('NFC')
    .replace(SPECIAL_LETTER, (letter) => PLAIN_LETTERS.get(letter) ?? letter)
    .replaceAll("'", '')
    .replace(/[«»“”„"()（）《》]/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  return clip(folded, LONGEST_FOLDED_NAME);
}
