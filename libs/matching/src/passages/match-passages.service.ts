import { Injectable } from '@nestjs/common';
import { Database, type Statement } from '@shuqiao/platform';
import type { NamedConcept } from '@shuqiao/taxonomy';
import { clip, readable } from '@shuqiao/text';
import { FeatureSources } from '../feature-sources';
import type { MatchSide } from '../features';
import type { Match } from '../match-reads.service';
import type { Met } from '../score/factor';
import { MOST_LETTERS, type SaidText } from '../texts/match-texts';
import { type Passages, passagesOf, type PassageText } from './passages';

/** Concepts of a match whose names are looked for. */
const MOST_CONCEPTS = 10;
/** Letters of all texts of a subject that are looked through. */
const MOST_READ = 40_000;
const SHORTEST_NAME = 2;

type Names = ReadonlyMap<string, readonly string[]>;
type Told = Pick<Match, 'demandId' | 'companyId' | 'factors'>;

/** Shows where the words and concepts that met stand in what the two sides of a match publish now. */
@Injectable()
export class MatchPassages {
  constructor(
    private readonly database: Database,
    private readonly sources: FeatureSources,
  ) {}

  /** Adds their passages to the matches of a page, by three statements whatever its length. */
  async into<T extends Told>(matches: readonly T[]): Promise<(T & { readonly passages: Passages })[]> {
    const [demands, companies, names] = await Promise.all([
      this.texts(
        'demand',
        matches.map(({ demandId }) => demandId),
      ),
      this.texts(
        'company',
        matches.map(({ companyId }) => companyId),
      ),
      this.names(matches),
    ]);
    return matches.map((match) => {
      const [words, concepts] = [metBy(match, 'text'), metBy(match, 'capability').slice(0, MOST_CONCEPTS)];
      const shown = (texts: readonly PassageText[] | undefined, side: 'code' | 'by') => {
        const named = concepts.flatMap((met) => names.get(met[side]) ?? []);
        return passagesOf(texts ?? [], [...words.map((met) => met[side]), ...named]);
      };
      const passages = {
        demand: shown(demands.get(match.demandId), 'code'),
        company: shown(companies.get(match.companyId), 'by'),
      };
      return { ...match, passages };
    });
  }

  private async texts(side: MatchSide, ids: readonly string[]): Promise<Map<string, readonly PassageText[]>> {
    const said = await this.sources.said(side, [...new Set(ids)]);
    return new Map([...said].map(([id, texts]) => [id, toRead(texts)]));
  }

  private async names(matches: readonly Told[]): Promise<Names> {
    const met = matches.flatMap((match) => metBy(match, 'capability').slice(0, MOST_CONCEPTS));
    const codes = [...new Set(met.flatMap(({ code, by }) => [code, by]))];
    if (!codes.length) return new Map();
    const concepts = await this.database.read<NamedConcept & Record<string, unknown>>(NAMES, [codes]);
    return new Map(concepts.map((concept) => [concept.code, namesOf(concept)]));
  }
}

const metBy = ({ factors }: Told, code: string): readonly Met[] =>
  factors.find((factor) => factor.code === code)?.met ?? [];

/** What says most comes first: titles before descriptions, what a company tells before its name. */
function toRead(said: readonly SaidText[]): PassageText[] {
  const told = said.filter(({ lang }) => lang).sort((a, b) => b.weight - a.weight);
  let read = 0;
  return told
    .filter(({ text }) => (read += Math.min(text.length, MOST_LETTERS)) <= MOST_READ)
    .map(({ lang, text }) => ({ ...readable(clip(text, MOST_LETTERS)), whole: text, lang }));
}

function namesOf({ labels, synonyms }: NamedConcept): string[] {
  const names = [...Object.values(labels), ...Object.values(synonyms).flat()];
  return names.filter((name) => name.length >= SHORTEST_NAME);
}

const NAMES: Statement = {
  name: 'matching.passage-concepts',
  text: 'SELECT code, labels, synonyms FROM concepts WHERE code = ANY ($1::text[])',
};
