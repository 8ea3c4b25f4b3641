import { isStopWord } from '../stop-words';
import { tellingWeight } from './general-words';
import type { Unit } from './units';

export const MOST_UNITS_OF_FORM = 40;
export const MOST_ATOMS = 24;
export const HAN = /^\p{sc=Han}$/u;

/** A Chinese character, or a word of any other script: what forms are compared by, so that mixed ones ("5G专网") work too. */
export interface Atom {
  text: string;
  start: number;
  end: number;
  /** A word of the segmenter begins and ends here; short Chinese forms must stand between two such borders. */
  opens: boolean;
  closes: boolean;
}

/** A single Chinese character, a number or a stop word ("IT" reads like "it") would be found everywhere. */
export function isTelling(atoms: Atom[]): boolean {
  if (atoms.length === 0) return false;
  const [only] = atoms;
  return (
    atoms.length > 1 ||
    !(
      HAN.test(only.text) ||
      isStopWord(only.text) ||
      tellingWeight({ token: only.text }) < 0.2 ||
      /^[0-9]+$/.test(only.text) ||
      only.text.length < 2
    )
  );
}

export function atomsOf(units: readonly Unit[]): Atom[] {
  const atoms: Atom[] = [];
  let nameEnds = 0;
  for (const unit of units) {
    if (unit.kind === 'z') {
      let start = unit.start;
      for (const character of unit.written) {
        const end = start + character.length;
        atoms.push({ text: character, start, end, opens: start === unit.start, closes: end === unit.end });
        start = end;
      }
    } else if (unit.kind === 'n') {
      nameEnds = unit.end;
      atoms.push({ text: unit.token, start: unit.start, end: unit.end, opens: true, closes: true });
    } else if (unit.start >= nameEnds) {
      atoms.push({ text: unit.token, start: unit.start, end: unit.end, opens: true, closes: true });
    }
  }
  return atoms;
}
