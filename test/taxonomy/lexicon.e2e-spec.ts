import { Lexicon, loadReferenceData, readLexicon } from '@shuqiao/taxonomy';
import { createStaff } from '../support/people';
import { startTestPortal, type TestPortal } from '../support/portal';

/** What every program reads texts by. */
describe('the lexicon', () => {
  let portal: TestPortal;
  beforeAll(async () => {
    portal = await startTestPortal();
  });
  afterAll(() => portal.stop());

  const programs = () => [portal.companyApi, portal.adminApi, portal.worker.context];
  const lexicon = (program = programs()[2]) => program.get(Lexicon, { strict: false });
  const reload = () => loadReferenceData((text, values) => portal.database.query(text, values));

  it('has all shipped terms and all concepts, for every program alike', async () => {
    const [one, ...others] = await Promise.all(programs().map((program) => lexicon(program).terms()));
    expect(one.terms.length).toBeGreaterThan(5_900);
    for (const other of others) expect(other).toEqual(one);
    const shipped = readLexicon();
    const known = new Map(one.terms.map((term) => [term.id, term]));
    expect(shipped.filter((term) => JSON.stringify(known.get(term.id)) !== JSON.stringify(term))).toEqual([]);
    expect(known.get('ai.llm#')).toMatchObject({ concept: 'ai.llm', kind: 'term' });
  });

  it('is read anew only when it has changed', async () => {
    const before = await lexicon().terms();
    expect(await lexicon().terms()).toBe(before);
    await portal.database.query(
      `UPDATE concepts SET synonyms = jsonb_set(synonyms, '{en}', synonyms -> 'en' || '"lexicon test word"') WHERE code = 'ai.llm'`,
    );
    const after = await lexicon().terms();
    expect(after.edition).not.toBe(before.edition);
    expect(after.terms.find(({ id }) => id === 'ai.llm#')?.en).toContain('lexicon test word');
  });

  it('takes from a release what is new in it, and keeps what staff edited', async () => {
    const { query } = portal.database;
    const { accountId } = await createStaff(portal, 'administrator');
    const [first, second, third] = readLexicon();
    await query(`UPDATE lexicon_terms SET en = '{stale}' WHERE shipped_as = $1`, [first.id]);
    await query(
      `UPDATE lexicon_terms SET en = '{corrected}', edited_by = $2, edited_at = now() WHERE shipped_as = $1`,
      [second.id, accountId],
    );
    await query('DELETE FROM lexicon_terms WHERE shipped_as = $1', [third.id]);
    await query(
      `INSERT INTO lexicon_terms (id, shipped_as, kind, zh, ru, en) VALUES (gen_random_uuid(), 'ai#gone', 'term', '{}', '{}', '{gone}')`,
    );
    await query(`UPDATE lexicon_state SET files = 'of another release'`);
    const before = await lexicon().terms();
    await reload();
    const after = await lexicon().terms();
    expect(after.edition).not.toBe(before.edition);
    const known = new Map(after.terms.map((term) => [term.id, term]));
    expect(known.get(first.id)).toEqual(first);
    expect(known.get(second.id)?.en).toEqual(['corrected']);
    expect(known.get(third.id)).toEqual(third);
    expect(known.has('ai#gone')).toBe(false);
    await reload();
    expect(await lexicon().terms()).toBe(after);
  });
});
