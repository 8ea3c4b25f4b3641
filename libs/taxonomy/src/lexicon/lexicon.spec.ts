import { concepts } from '../data.spec-support';
import { conceptTerms, lexiconFiles, readLexicon, readLexiconFile } from './lexicon';
import { mergeTerms, parseLexicon, sharedForms } from './lexicon-file';

const HEADER = 'kind\tconcept\tzh\tru\ten';
const HAN = /\p{sc=Han}/u;
const CYRILLIC = /\p{sc=Cyrillic}/u;

describe('the files', () => {
  it.each(lexiconFiles())('%s can be read, and names concepts that exist', (name) => {
    const known = new Set(concepts.map(({ code }) => code));
    const unknown = parseLexicon(readLexiconFile(name)).filter(
      ({ concept }) => concept !== null && !known.has(concept),
    );
    expect(unknown.map(({ id, concept }) => [id, concept])).toEqual([]);
  });

  it.each(lexiconFiles())('%s writes each form in its own script and once in a line', (name) => {
    const bad = parseLexicon(readLexiconFile(name)).filter(
      ({ zh, ru, en }) =>
        zh.some((form) => CYRILLIC.test(form)) ||
        ru.some((form) => HAN.test(form)) ||
        en.some((form) => HAN.test(form) || CYRILLIC.test(form)) ||
        [zh, ru, en].some((forms) => new Set(forms).size < forms.length),
    );
    expect(bad.map(({ id }) => id)).toEqual([]);
  });

  it('share no form among so many terms that it would tell nothing', () => {
    const shared = [...sharedForms(readLexicon())].filter(([, ids]) => ids.length > 5);
    expect(shared).toEqual([]);
  });

  it('hold three thousand terms and more', () => {
    expect(readLexicon().length).toBeGreaterThan(3_000);
  });
});

describe('parseLexicon', () => {
  it('reads kinds, concepts and forms', () => {
    const [term] = parseLexicon(`${HEADER}\nname\txinchuang.\t飞腾|飞腾CPU\tФэйтэн\tPhytium|FeiTeng\n`);
    expect(term).toEqual({
      id: 'xinchuang#phytium',
      kind: 'name',
      concept: 'xinchuang',
      zh: ['飞腾', '飞腾CPU'],
      ru: ['Фэйтэн'],
      en: ['Phytium', 'FeiTeng'],
    });
  });

  it.each([
    ['kind\tzh\n', 'line 1'],
    [`${HEADER}\nterm\tiot\t物联网\tIoT`, 'line 2: 4 columns'],
    [`${HEADER}\nword\tiot\t物联网\tИВ\tIoT`, 'unknown kind'],
    [`${HEADER}\nterm\tiot\t物联网| \tИВ\tIoT`, 'untrimmed'],
    [`${HEADER}\nterm\tiot\t\t\t`, 'no form'],
    [`${HEADER}\nterm\tiot\t\tобщии\u0306\tIoT`, 'NFC'],
  ])('says what is wrong in %j', (content, problem) => {
    expect(() => parseLexicon(content)).toThrow(problem);
  });
});

it('joins lines that name one term twice', () => {
  const terms = parseLexicon(`${HEADER}\nterm\tiot\t物联网\t\tIoT\nterm\tiot\t万物互联\t\tIoT\n`);
  expect(mergeTerms(terms)).toMatchObject([{ zh: ['物联网', '万物互联'], en: ['IoT'] }]);
});

it('reports forms that several terms have, whatever their case', () => {
  const terms = parseLexicon(`${HEADER}\nterm\tiot\t物联网\t\tIoT\nterm\ttelecom\t专网\t\tIOT|private network\n`);
  expect([...sharedForms(terms)]).toEqual([['iot', ['iot#iot', 'telecom#iot']]]);
});

it('makes a term of each concept', () => {
  const terms = conceptTerms(concepts);
  expect(terms).toHaveLength(concepts.length);
  expect(terms.find(({ concept }) => concept === 'data-infra.cooling')?.zh).toContain('液冷');
});
