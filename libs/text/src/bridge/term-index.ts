import type { ChineseSegmenter } from '../chinese';
import { fold } from '../fold';
import { type Atom, atomsOf, HAN, isTelling, MOST_ATOMS, MOST_UNITS_OF_FORM } from './atoms';
import { MOST_TERMS } from './bounds';
import { unitsOf, type Unit } from './units';

/** A term of the domain with its forms in each language; `concept` is a code of the taxonomy. */
export interface LexiconTerm {
  id: string;
  kind: 'term' | 'abbreviation' | 'name';
  concept: string | null;
  zh: string[];
  ru: string[];
  en: string[];
}

export interface FoundTerm {
  term: LexiconTerm;
  /** Offsets in UTF-16 units of the folded text, the end exclusive. */
  start: number;
  end: number;
  /** Stands within a longer term. */
  isNested: boolean;
  /** 1 when the form belongs to this term alone, less when several terms share it; the squares sum to 1. */
  share: number;
}

const ALIGNED_UP_TO = 2;
const FIRST_HASH = 0x811c9dc5 | 0;

/** Finds the forms of terms in texts of any language: Chinese as written, Russian and English by stems. */
export class TermIndex {
  private readonly beginnings = new Set<number>();
  private readonly forms = new Map<number, LexiconTerm[]>();

  constructor(terms: Iterable<LexiconTerm>, chinese: ChineseSegmenter) {
    for (const term of terms) {
      for (const form of new Set([...term.zh, ...term.ru, ...term.en])) this.addForm(form, term, chinese);
    }
  }

  /** The first 2,000 terms of a text; where one stands within another, it is marked as nested. */
  find(units: readonly Unit[]): FoundTerm[] {
    const atoms = atomsOf(units);
    const found: FoundTerm[] = [];
    let reached = 0;
    for (let at = 0; at < atoms.length && found.length < MOST_TERMS; at++) {
      const here = this.startingAt(atoms, at);
      const end = Math.max(0, ...here.map((one) => one.end));
      for (const one of here) found.push({ ...one, isNested: one.end < end || one.end <= reached });
      reached = Math.max(reached, end);
    }
    return found;
  }

  private startingAt(atoms: Atom[], at: number): FoundTerm[] {
    const found: FoundTerm[] = [];
    let hash = FIRST_HASH;
    for (let next = at; next < atoms.length && next < at + MOST_ATOMS; next++) {
      hash = extended(hash, atoms[next].text);
      const terms = this.forms.get(hash);
      if (terms && (!isShortHan(atoms, at, next) || (atoms[at].opens && atoms[next].closes))) {
        const share = 1 / Math.sqrt(terms.length);
        for (const term of terms) {
          found.push({ term, start: atoms[at].start, end: atoms[next].end, isNested: false, share });
        }
      }
      if (!this.beginnings.has(hash)) break;
    }
    return found;
  }

  private addForm(form: string, term: LexiconTerm, chinese: ChineseSegmenter): void {
    const folded = fold(form);
    const atoms = atomsOf(unitsOf(folded, chinese, MOST_UNITS_OF_FORM));
    if (!isTelling(atoms) || atoms.length > MOST_ATOMS) return;
    let hash = FIRST_HASH;
    for (const letter of atoms.map((atom) => atom.text).join('')) {
      this.beginnings.add(hash);
      hash = extended(hash, letter);
    }
    const terms = this.forms.get(hash);
    if (!terms) this.forms.set(hash, [term]);
    else if (!terms.includes(term)) terms.push(term);
  }
}

function isShortHan(atoms: Atom[], from: number, to: number): boolean {
  if (to - from >= ALIGNED_UP_TO) return false;
  for (let at = from; at <= to; at++) if (!HAN.test(atoms[at].text)) return false;
  return true;
}

/**
 * Goes over the letters of all atoms without borders, so that "class room" and "classroom", «веб-сайт» and «вебсайт» are the
 * same form.
 */
function extended(hash: number, atom: string): number {
  for (let at = 0; at < atom.length; at++) hash = Math.imul(hash ^ atom.charCodeAt(at), 0x01000193);
  return hash;
}
