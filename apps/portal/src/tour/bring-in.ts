import { eventually, type HttpClient } from '../client/http-client';
import { type ImportFile, importFile } from '../client/import-file';
import type { Parties } from './parties';
import { expectEqual, type Steps } from './steps';

const NAME = '南通港云软件有限公司';

/** One company out of a directory; each tour brings the same, which changes nothing after the first. */
const DIRECTORY: ImportFile = {
  kind: 'companies',
  source: '展会名录（示例）',
  records: [
    {
      id: 'tour-1',
      country: 'CN',
      lang: 'zh',
      name: NAME,
      description: '为内河港口提供集装箱码头管理系统，包括堆场计划、箱位管理和闸口登记。',
      products: ['内河集装箱码头管理系统'],
      url: 'https://directory.example.org/tour-1',
    },
  ],
};

/** Staff bring in a company that nobody registered, and it is matched by what it says. */
export async function bringInCompany(steps: Steps, reviewer: HttpClient, { agency, demandId }: Parties): Promise<void> {
  await steps.take('The secretariat imports a directory of Chinese companies', async () => {
    const { lines, added, changed, unchanged } = await importFile(reviewer, DIRECTORY);
    return expectEqual(added + changed + unchanged, lines, `${added} added, ${unchanged} known already`);
  });
  let origin = '';
  const companyId = await steps.take('… whose company is listed with its origin, and not as verified', () =>
    eventually('search', async () => {
      const { body } = await agency.get(`/companies?q=${encodeURIComponent(NAME)}`);
      const found = (
        body.items as { companyId: string; verifiedAt: string | null; origin: { source: string } | null }[]
      )[0];
      if (!found?.origin) return undefined;
      origin = found.origin.source;
      return expectEqual(found.verifiedAt, null, found.companyId);
    }),
  );
  steps.note(`from: ${origin}`);
  await steps.take('… and stands in the agency’s list by its words alone', () =>
    eventually('match', async () => {
      const { body } = await agency.get(`/demands/${demandId}/matches?limit=100`);
      const match = (body.items as { companyId: string; score: number }[]).find((item) => item.companyId === companyId);
      return match && `score ${match.score.toFixed(2)}`;
    }),
  );
}
