import { clip } from '../limits';
import { fold } from '../fold';
import { type Atom, atomsOf, isTelling, MOST_ATOMS, MOST_UNITS_OF_FORM } from './atoms';
import { type Segmenter, unitsOf } from './units';

/** Atoms of one word or phrase within a form that a text may have without the rest of it. */
const MOST_WITHIN = 8;
const LONGEST_FORM = 1_000;

/** However Chinese is cut, its atoms are the characters: a form needs no dictionary. */
const UNCUT: Segmenter = {
  *words(run) {
    yield { text: run, start: 0 };
  },
};

/**
 * What a form of a term is compared by: two forms with one key lead to the same place («порт» and «порты», "class room" and
 * "classroom"). Null for a form that would be found nowhere or everywhere: more than 24 words or characters, or only one
 * Chinese character, a number, a stop word or a word of any tender.
 */
export function formKey(form: string): string | null {
  const atoms = formAtoms(form);
  return atoms.length <= MOST_ATOMS && isTelling(atoms) ? joined(atoms) : null;
}

/** The keys of all words and phrases within a form, of up to eight words or characters; the form's own is among them if it is so short. */
export function keysWithin(form: string): string[] {
  const atoms = formAtoms(form).slice(0, MOST_ATOMS);
  const keys = new Set<string>();
  for (let from = 0; from < atoms.length; from++) {
    for (let to = from + 1; to <= Math.min(atoms.length, from + MOST_WITHIN); to++)
      keys.add(joined(atoms.slice(from, to)));
  }
  return [...keys];
}

function formAtoms(form: string): Atom[] {
  return atomsOf(unitsOf(fold(clip(form, LONGEST_FORM)), UNCUT, MOST_UNITS_OF_FORM));
}

function joined(atoms: readonly Atom[]): string {
  return atoms.map(({ text }) => text).join('');
}
