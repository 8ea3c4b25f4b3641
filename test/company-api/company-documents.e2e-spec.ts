import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { CONFIG, type Config } from '@shuqiao/platform';
import { Schedules } from '../../apps/worker/src/schedules';
import { createVerified, own } from '../support/companies';
import { addMember, createFirm, createPerson } from '../support/people';
import { startTestPortal, type TestPortal } from '../support/portal';

const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);
const PDF = Buffer.from('%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>\nendobj\ntrailer\n<< /Root 1 0 R >>\n%%EOF\n');
const EXE = Buffer.concat([Buffer.from('MZ\x90\x00\x03\x00\x00\x00'), Buffer.alloc(200, 1)]);
const MEGABYTE = 1024 * 1024;

describe('the documents of a company', () => {
  let portal: TestPortal;
  let folder: string;
  beforeAll(async () => {
    portal = await startTestPortal();
    folder = join(portal.companyApi.get<Config>(CONFIG).DATA_DIR, 'files');
  });
  afterAll(() => portal.stop());

  const stored = async (): Promise<string[]> => {
    const entries = await readdir(folder, { recursive: true, withFileTypes: true });
    return entries.filter((entry) => entry.isFile()).map((entry) => entry.name);
  };
  const firm = (status = 'draft') => createFirm(portal, { status });
  const rows = (companyId: string) => portal.database.query('SELECT id FROM files WHERE company_id = $1', [companyId]);

  it('are stored, listed, opened by a link and deleted with their bytes', async () => {
    const owner = await firm();
    const api = own(portal, owner, owner.companyId);
    const uploaded = await api.upload('legal_document', '营业执照.pdf', PDF).expect(201);
    expect(uploaded.body).toMatchObject({
      name: '营业执照.pdf',
      mediaType: 'application/pdf',
      size: PDF.length,
      visibility: 'private',
    });
    expect((await api.get('/documents')).body).toEqual([uploaded.body]);
    const link = await api.get(`/documents/${uploaded.body.id}/link`).expect(200);
    const opened = await portal.api().get(link.body.url).buffer().expect(200);
    expect(opened.body).toEqual(PDF);
    expect(opened.headers).toMatchObject({
      'content-type': 'application/pdf',
      'x-content-type-options': 'nosniff',
      'cache-control': 'private, no-store',
      'content-disposition': expect.stringMatching(/^attachment; filename="_+\.pdf"; filename\*=UTF-8''%E8/),
    });
    expect(await stored()).toContain(uploaded.body.id);
    await api.delete(`/documents/${uploaded.body.id}`).expect(204);
    await portal.settle();
    expect(await stored()).not.toContain(uploaded.body.id);
    expect((await portal.api().get(link.body.url)).status).toBe(404);
    const [usage] = await portal.database.query<{ bytes: string; files: number }>(
      'SELECT bytes, files FROM file_usage WHERE company_id = $1',
      [owner.companyId],
    );
    expect(usage).toEqual({ bytes: '0', files: 0 });
    const acts = await portal.database.query<{ action: string }>(
      'SELECT action FROM audit_entries WHERE subject_id = $1 ORDER BY id',
      [uploaded.body.id],
    );
    expect(acts.map(({ action }) => action)).toEqual(['file.stored', 'file.deleted']);
  });

  it('answer the same document when the same content comes again, also at once', async () => {
    const owner = await firm();
    const api = own(portal, owner, owner.companyId);
    const answers = await Promise.all([1, 2, 3].map(() => api.upload('other', 'plan.pdf', PDF)));
    expect(answers.map((answer) => answer.status)).toEqual([201, 201, 201]);
    expect(new Set(answers.map((answer) => answer.body.id)).size).toBe(1);
    expect(await rows(owner.companyId)).toHaveLength(1);
    const kept = await stored();
    expect(kept.filter((name) => name === answers[0]?.body.id)).toHaveLength(1);
  });

  it.each([
    ['a program named .pdf', 'setup.pdf', EXE, 422, 'FILE_CONTENT_MISMATCH'],
    ['a program', 'setup.exe', EXE, 415, 'FILE_TYPE_NOT_ALLOWED'],
    ['a page named .txt with a NUL', 'a.txt', Buffer.from('ab\u0000cd'), 422, 'FILE_CONTENT_MISMATCH'],
    ['a picture named .pdf', 'a.pdf', PNG, 422, 'FILE_CONTENT_MISMATCH'],
    ['a picture that is a vector', 'a.svg', Buffer.from('<svg onload="alert(1)"/>'), 415, 'FILE_TYPE_NOT_ALLOWED'],
    ['nothing', 'a.pdf', Buffer.alloc(0), 422, 'FILE_EMPTY'],
    ['text that is no UTF-8', 'a.csv', Buffer.from([0x61, 0xff, 0xfe]), 422, 'FILE_CONTENT_MISMATCH'],
    ['more than 10 MB', 'a.pdf', Buffer.concat([PDF, Buffer.alloc(10 * MEGABYTE)]), 413, 'FILE_TOO_LARGE'],
  ])('refuse %s', async (_what, name, bytes, status, code) => {
    const owner = await firm();
    const before = (await stored()).length;
    const response = await own(portal, owner, owner.companyId).upload('other', name, bytes);
    expect(response.status).toBe(status);
    expect(response.body.code).toBe(code);
    expect(await rows(owner.companyId)).toEqual([]);
    expect((await stored()).length).toBe(before);
  });

  it('refuse what is no upload of one file', async () => {
    const owner = await firm();
    const at = `/api/v1/companies/${owner.companyId}/documents`;
    const post = (query: string) => portal.api().post(`${at}${query}`).set('authorization', owner.authorization);
    expect((await post('?purpose=other').send({ file: 'x' })).status).toBe(415);
    expect((await post('?purpose=loot').attach('file', PDF, 'a.pdf')).body.errors[0].pointer).toMatch(/purpose/);
    expect((await post('?purpose=other').attach('other', PDF, 'a.pdf')).body.errors).toMatchObject([
      { pointer: '/file' },
    ]);
    const broken = await post('?purpose=other')
      .set('content-type', 'multipart/form-data; boundary=x')
      .send('--x\r\nnonsense');
    expect(broken.status).toBe(400);
    expect((await post('?purpose=product_picture').attach('file', PDF, 'a.pdf')).body.code).toBe(
      'FILE_TYPE_NOT_ALLOWED',
    );
  });

  it('strip what is dangerous from names', async () => {
    const owner = await firm();
    const { body } = await own(portal, owner, owner.companyId)
      .upload('other', 'a\u202Efdp.\u200Bb<x>.pdf', PDF)
      .expect(201);
    expect(body.name).toBe('afdp.bx.pdf');
  });

  it('stay within the quota, also when several come at once', async () => {
    const owner = await firm();
    await portal.database.query('INSERT INTO file_usage (company_id, bytes, files) VALUES ($1, $2, 1)', [
      owner.companyId,
      200 * MEGABYTE - 250,
    ]);
    const uploads = [1, 2, 3, 4].map((index) => Buffer.concat([PDF, Buffer.alloc(30, 48 + index)]));
    const answers = await Promise.all(
      uploads.map((bytes) => own(portal, owner, owner.companyId).upload('other', 'a.pdf', bytes)),
    );
    const taken = answers.filter((answer) => answer.status === 201);
    expect(taken).toHaveLength(Math.floor(250 / (PDF.length + 30)));
    expect(answers.filter((answer) => answer.body.code === 'FILE_QUOTA_EXCEEDED')).toHaveLength(4 - taken.length);
    expect(await rows(owner.companyId)).toHaveLength(taken.length);
  });

  it('open by an untouched and fresh link only', async () => {
    const owner = await firm();
    const api = own(portal, owner, owner.companyId);
    const one = (await api.upload('other', 'one.pdf', PDF)).body.id as string;
    const two = (await api.upload('certificate', 'two.pdf', PDF)).body.id as string;
    const { url } = (await api.get(`/documents/${one}/link`)).body as { url: string };
    const read = (link: string) => portal.api().get(link);
    expect((await read(url)).status).toBe(200);
    expect((await read(url.replace(one, two))).body.code).toBe('FILE_LINK_INVALID');
    expect((await read(url.replace(/expires=(\d+)/, (_all, at: string) => `expires=${Number(at) + 1}`))).status).toBe(
      403,
    );
    expect((await read(url.replace(/.{3}$/, 'AAA'))).status).toBe(403);
    expect((await read(`/api/v1/files/${one}`)).status).toBe(404);
    expect((await read(`/api/v1/files/${one}?expires=1`)).status).toBe(403);
    expect((await read(`/api/v1/files/${one}?signature=x`)).status).toBe(422);
    portal.clock.advance(301_000);
    expect((await read(url)).body.code).toBe('FILE_LINK_INVALID');
  });

  it('belong to the company’s people by their roles', async () => {
    const owner = await firm();
    const api = own(portal, owner, owner.companyId);
    const { id } = (await api.upload('other', 'a.pdf', PDF)).body as { id: string };
    const viewer = await createPerson(portal);
    await addMember(portal, owner.companyId, viewer, 'viewer');
    const stranger = await firm();
    const asViewer = own(portal, viewer, owner.companyId);
    expect((await asViewer.get('/documents')).status).toBe(200);
    expect((await asViewer.upload('other', 'b.pdf', PDF)).status).toBe(403);
    expect((await asViewer.delete(`/documents/${id}`)).status).toBe(403);
    const asStranger = own(portal, stranger, owner.companyId);
    for (const request of [
      asStranger.get('/documents'),
      asStranger.get(`/documents/${id}/link`),
      asStranger.upload('other', 'b.pdf', PDF),
      asStranger.delete(`/documents/${id}`),
    ]) {
      expect((await request).status).toBe(404);
    }
    expect((await own(portal, stranger, stranger.companyId).delete(`/documents/${id}`)).status).toBe(404);
    await portal.database.query(
      `SELECT set_config('shuqiao.companies', $1, false), set_config('role', 'shuqiao_company', false)`,
      [stranger.companyId],
    );
    const seen = await portal.database.query('SELECT id FROM files WHERE id = $1', [id]);
    await portal.database.query(`SELECT set_config('role', 'none', false)`);
    expect(seen).toEqual([]);
  });

  it('show pictures of products in public only while the company is verified', async () => {
    const { owner, companyId } = await createVerified(portal);
    const api = own(portal, owner, companyId);
    const picture = (await api.upload('product_picture', 'p.png', PNG).expect(201)).body.id as string;
    const unused = await portal.api().get(`/api/v1/files/${picture}`);
    expect(unused.status).toBe(404);
    const product = {
      names: [{ lang: 'zh', text: '智能闸口' }],
      description: [],
      specification: [{ name: '功率', value: '5 kW' }],
      concepts: ['ai.llm'],
      pictureId: picture,
    };
    const added = await api.post('/products', product).expect(201);
    const page = await portal.api().get(`/api/v1/companies/${companyId}`);
    expect(page.body.products).toEqual(
      [{ ...product, pictureId: undefined, id: added.body.id, picture: `/api/v1/files/${picture}` }].map(
        ({ pictureId: _gone, ...shown }) => shown,
      ),
    );
    const shown = await portal.api().get(`/api/v1/files/${picture}`).expect(200);
    expect(shown.headers).toMatchObject({
      'content-type': 'image/png',
      'content-disposition': expect.stringMatching(/^inline/),
    });
    expect((await api.delete(`/documents/${picture}`)).body.code).toBe('FILE_IN_USE');
    await portal.database.query(`UPDATE companies SET status = 'suspended' WHERE id = $1`, [companyId]);
    expect((await portal.api().get(`/api/v1/files/${picture}`)).status).toBe(404);
  });

  it('are swept up when a crash left them without a row', async () => {
    const owner = await firm();
    const { id } = (await own(portal, owner, owner.companyId).upload('other', 'a.pdf', PDF)).body as { id: string };
    const kept = (await own(portal, owner, owner.companyId).upload('certificate', 'a.pdf', PDF)).body.id as string;
    await portal.database.query('DELETE FROM files WHERE id = $1', [id]);
    const sweep = portal.worker.context.get(Schedules).all.find(({ name }) => name === 'files.sweep');
    await sweep?.run();
    expect(await stored()).toContain(id);
    portal.clock.advance(25 * 3600 * 1000);
    await sweep?.run();
    expect(await stored()).not.toContain(id);
    expect(await stored()).toContain(kept);
  });

  it('stay when the verification rests on them', async () => {
    const { owner, companyId } = await createVerified(portal);
    const api = own(portal, owner, companyId);
    const early = (await api.upload('legal_document', 'a.pdf', PDF)).body.id as string;
    await portal.database.query('UPDATE companies SET submitted_at = $2 WHERE id = $1', [
      companyId,
      portal.clock.now(),
    ]);
    expect((await api.delete(`/documents/${early}`)).body.code).toBe('DOCUMENT_IS_EVIDENCE');
    portal.clock.advance(1000);
    const late = (await api.upload('legal_document', 'b.pdf', Buffer.concat([PDF, Buffer.from('x')]))).body
      .id as string;
    await api.delete(`/documents/${late}`).expect(204);
  });
});
