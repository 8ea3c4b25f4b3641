import { createStaff, type Person } from './people';
import type { TestPortal } from './portal';

export type ImportLine = Record<string, unknown>;

export const DIRECTORY_COMPANY: ImportLine = {
  id: 'a-1',
  source: 'DIRECTORY',
  country: 'CN',
  lang: 'zh',
  record_type: 'company',
  name: '苏州云海软件有限公司',
  sector_hint: '云计算服务商',
  products: ['私有云平台'],
  description: '为企业提供私有云与混合云的建设、运维服务。',
  concepts: ['cloud'],
};

export const REGISTER_DEMAND: ImportLine = {
  id: 'd-1',
  source: 'REGISTER',
  country: 'KZ',
  lang: 'ru',
  title: 'Создание частного облака',
  body: 'Требуется построить частное облако.',
  buyer: 'Фонд цифрового развития',
  sector_hint: null,
  published_at: '2026-01-01',
  concepts: ['cloud'],
};

/** A file of these lines; a text stands for itself. */
export function jsonl(...lines: (ImportLine | string)[]): Buffer {
  return Buffer.from(lines.map((line) => (typeof line === 'string' ? line : JSON.stringify(line))).join('\n'));
}

/** What a reviewer does with imports. */
export async function importDesk(portal: TestPortal) {
  const staff = await createStaff(portal, 'reviewer');
  const upload = (kind: string, content: Buffer, query: Record<string, string> = {}, person: Person = staff) =>
    portal
      .admin()
      .post('/admin/v1/imports')
      .query({ kind, source: 'TEST', ...query })
      .set('authorization', person.authorization)
      .attach('file', content, 'records.jsonl');
  const state = async (id: string) =>
    (await portal.admin().get(`/admin/v1/imports/${id}`).set('authorization', staff.authorization).expect(200)).body;
  const bringIn = async (kind: string, content: Buffer, query: Record<string, string> = {}) => {
    const { body } = await upload(kind, content, query).expect(201);
    await portal.settle();
    return state(body.id);
  };
  const openUntil = () => new Date(portal.clock.now().getTime() + 90 * 86_400_000).toISOString();
  const companyOf = async (externalId: string) => {
    const [row] = await portal.database.query<{ id: string; status: string; legal_name: string }>(
      `SELECT companies.id, status, legal_name FROM import_records JOIN companies ON companies.id = subject_id
       WHERE external_id = $1 AND import_records.kind = 'companies'`,
      [externalId],
    );
    return row;
  };
  return { staff, upload, state, bringIn, openUntil, companyOf };
}
