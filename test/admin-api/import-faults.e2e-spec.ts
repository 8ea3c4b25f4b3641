import { DIRECTORY_COMPANY, importDesk, jsonl, REGISTER_DEMAND } from '../support/imports';
import { startTestPortal, type TestPortal } from '../support/portal';

describe('imports of what is not in order', () => {
  let portal: TestPortal;
  let desk: Awaited<ReturnType<typeof importDesk>>;

  beforeAll(async () => {
    portal = await startTestPortal();
    desk = await importDesk(portal);
  });
  afterAll(() => portal.stop());

  it('name each line that is wrong, and bring in the others', async () => {
    const wrong = [
      'no json',
      '[1]',
      { ...DIRECTORY_COMPANY, id: 'w-3', name: undefined },
      { ...DIRECTORY_COMPANY, id: 'w-4', country: 'US' },
      { ...DIRECTORY_COMPANY, id: 'w-5', lang: 'xx', concepts: ['no-such-thing'] },
      { ...DIRECTORY_COMPANY, id: 'w-6', products: 'text' },
      { ...DIRECTORY_COMPANY, id: 'w-7', concepts: ['cloud', 'no-such-thing'] },
      JSON.stringify({ ...DIRECTORY_COMPANY, id: 'w-8', description: 'x'.repeat(300_000) }),
      Buffer.from([0x7b, 0xff, 0x7d]).toString('latin1'),
      { ...DIRECTORY_COMPANY, id: 'w-10', description: `\ud800` },
      '',
      {
        ...DIRECTORY_COMPANY,
        id: 'w-12',
        name: 'a\u0000b',
        description: "'); DROP TABLE companies; -- <script>",
        nobody: [[[[1]]]],
      },
    ];
    const done = await desk.bringIn('companies', jsonl(...wrong.slice(0, 8), ...wrong.slice(9)), { publish: 'true' });
    expect(done.faults).toEqual([
      { line: 1, pointer: '', code: 'malformed' },
      { line: 2, pointer: '', code: 'wrong_type' },
      { line: 3, pointer: '/name', code: 'required' },
      { line: 4, pointer: '/country', code: 'not_a_participant' },
      { line: 5, pointer: '/lang', code: 'unknown_language' },
      { line: 6, pointer: '/products', code: 'wrong_type' },
      { line: 7, pointer: '/concepts/1', code: 'unknown_concept' },
      { line: 8, pointer: '', code: 'line_too_long' },
      { line: 9, pointer: '/description', code: 'malformed' },
    ]);
    expect(done).toMatchObject({ state: 'finished', lines: 10, added: 1, refused: 9 });
    expect(await desk.companyOf('w-12')).toMatchObject({ legal_name: 'a b' });
    const bytes = Buffer.concat([
      Buffer.from([0x7b, 0xff, 0x7d, 0x0a]),
      jsonl({ ...DIRECTORY_COMPANY, id: 'after-bytes' }),
    ]);
    expect(await desk.bringIn('companies', bytes)).toMatchObject({
      added: 1,
      faults: [{ line: 1, pointer: '', code: 'not_utf8' }],
    });
  });

  it('ask for a deadline that lies ahead, of the line or of the import', async () => {
    const none = await desk.bringIn('demands', jsonl({ ...REGISTER_DEMAND, id: 'd-none' }), { publish: 'true' });
    expect(none.faults).toEqual([{ line: 1, pointer: '/deadline', code: 'required' }]);
    const past = await desk.bringIn('demands', jsonl({ ...REGISTER_DEMAND, id: 'd-past', deadline: '2020-01-01' }), {
      publish: 'true',
    });
    expect(past.faults).toEqual([{ line: 1, pointer: '/deadline', code: 'must_be_future' }]);
    const odd = await desk.bringIn('demands', jsonl({ ...REGISTER_DEMAND, id: 'd-odd', deadline: 'soon' }), {
      publish: 'true',
    });
    expect(odd.faults).toEqual([{ line: 1, pointer: '/deadline', code: 'malformed' }]);
  });

  it('put the country of the import where a line names none that takes part', async () => {
    const lines = [
      { ...REGISTER_DEMAND, id: 'd-global', country: 'Global' },
      { ...REGISTER_DEMAND, id: 'd-us', country: 'US' },
    ];
    const done = await desk.bringIn('demands', jsonl(...lines), {
      publish: 'true',
      openUntil: desk.openUntil(),
      country: 'KZ',
    });
    expect(done).toMatchObject({ added: 2, refused: 0 });
    expect((await desk.upload('demands', jsonl(REGISTER_DEMAND), { country: 'US' })).body.errors).toMatchObject([
      { pointer: '?country' },
    ]);
  });

  it('refuse the one line that the database does not take, and keep the rest of its batch', async () => {
    await portal.database.query(
      `ALTER TABLE companies ADD CONSTRAINT companies_test_check CHECK (legal_name <> 'cannot be stored') NOT VALID`,
    );
    const lines = [1, 2, 3].map((index) => ({
      ...DIRECTORY_COMPANY,
      id: `poison-${index}`,
      name: index === 2 ? 'cannot be stored' : `n${index}`,
    }));
    expect(await desk.bringIn('companies', jsonl(...lines))).toMatchObject({
      state: 'finished',
      added: 2,
      refused: 1,
      faults: [{ line: 2, pointer: '', code: 'cannot_be_stored' }],
    });
    await portal.database.query('ALTER TABLE companies DROP CONSTRAINT companies_test_check');
  });

  it('are refused whole when there is nothing in them, or no file', async () => {
    expect((await desk.upload('companies', Buffer.from('\n \n'))).body.code).toBe('IMPORT_EMPTY');
    expect((await desk.upload('animals', jsonl(DIRECTORY_COMPANY))).body.errors).toMatchObject([{ pointer: '?kind' }]);
    const large = Buffer.alloc(11 * 1024 * 1024, 'a');
    expect((await desk.upload('companies', large)).body.code).toBe('FILE_TOO_LARGE');
    const bare = await portal
      .admin()
      .post('/admin/v1/imports')
      .query({ kind: 'companies', source: 'x' })
      .set('authorization', desk.staff.authorization)
      .send({});
    expect(bare.status).toBe(415);
  });
});
