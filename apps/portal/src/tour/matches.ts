import { eventually } from '../client/http-client';
import type { Parties } from './parties';
import { expectEqual, type Steps } from './steps';

interface Passage {
  readonly lang: string;
  readonly text: string;
  readonly ranges: readonly [number, number][];
  readonly cutBefore: boolean;
  readonly cutAfter: boolean;
}
interface Match {
  readonly demandId: string;
  readonly companyId: string;
  readonly score: number;
  readonly factors: readonly {
    readonly code: string;
    readonly title: string;
    readonly share: number;
    readonly text: string;
  }[];
  readonly passages: { readonly demand: readonly Passage[]; readonly company: readonly Passage[] };
}

/** The two find each other: by search, by a match that says why, and chains; and the firm says what it thinks of it. */
export async function findAndMatch(steps: Steps, parties: Parties): Promise<void> {
  const { firm, agency, demandId } = parties;
  await steps.take('The firm finds the demand by searching in Russian', () =>
    eventually('search', async () => {
      const { body } = await firm.get(`/demands?q=${encodeURIComponent('терминал')}&country=KZ`);
      return (body.items as { id: string }[]).some((item) => item.id === demandId)
        ? `among ${body.items.length} found`
        : undefined;
    }),
  );
  await explain(steps, parties);
  await open(steps, parties);
  await refuseAndRestore(steps, parties);
  await steps.take('The agency sees which firms cover the whole demand together', async () => {
    const { body } = await agency.get(`/demands/${demandId}/chains`);
    const items = body.items as { companies: unknown[]; complete: boolean }[];
    return expectEqual(
      items[0]?.complete,
      true,
      `firms in each chain: ${items.map((one) => one.companies.length).join(', ')}`,
    );
  });
}

/** One score, taken apart for both sides, with the places in both texts. */
async function explain(steps: Steps, parties: Parties): Promise<void> {
  let match: Match | undefined;
  await steps.take('The portal matches them, and says why to the agency', () =>
    eventually('match', async () => {
      match = await companyMatch(parties);
      return match && `score ${match.score.toFixed(2)}`;
    }),
  );
  for (const { title, share, text } of match?.factors ?? []) steps.note(`${share.toFixed(2)}  ${title}: ${text}`);
  await steps.take('… and shows the words that met, in Russian and in Chinese', async () => {
    const { demand = [], company = [] } = match?.passages ?? {};
    const languages = [demand, company].map((side) => side.filter(({ ranges }) => ranges.length)[0]?.lang);
    return expectEqual(languages.join(), 'ru,zh', `${demand.length} and ${company.length} passages`);
  });
  for (const passage of [...(match?.passages.demand ?? []), ...(match?.passages.company ?? [])])
    steps.note(`${passage.lang}  ${marked(passage)}`);
  await steps.take('The firm sees the same score', async () => {
    const mine = await demandMatch(parties);
    return expectEqual(mine?.score, match?.score, `score ${mine?.score.toFixed(2)}`);
  });
}

async function open(steps: Steps, { firm, agency, companyId, demandId }: Parties): Promise<void> {
  await steps.take('Both open what was recommended; that is noted, without a name', async () => {
    const { status } = await firm.post(`/companies/${companyId}/matches/${demandId}/opening`);
    await agency.post(`/demands/${demandId}/matches/${companyId}/opening`);
    return expectEqual(status, 204, 'noted');
  });
}

async function refuseAndRestore(steps: Steps, parties: Parties): Promise<void> {
  const { firm, companyId, demandId } = parties;
  const dismissal = `/companies/${companyId}/matches/${demandId}/dismissal`;
  await steps.take('The firm says “not for us”, and the demand leaves its list', async () => {
    await firm.post(dismissal, { reason: 'timing' });
    return eventually('end of the match', async () => ((await demandMatch(parties)) ? undefined : 'gone'));
  });
  await steps.take('… takes it back, and the demand is there again', async () => {
    await firm.delete(dismissal);
    return eventually('match again', async () => {
      const match = await demandMatch(parties);
      return match && `score ${match.score.toFixed(2)}`;
    });
  });
}

async function companyMatch({ agency, companyId, demandId }: Parties): Promise<Match | undefined> {
  const { body } = await agency.get(`/demands/${demandId}/matches?limit=100&highlight=true`);
  return (body.items as Match[]).find((item) => item.companyId === companyId);
}

async function demandMatch({ firm, companyId, demandId }: Parties): Promise<Match | undefined> {
  const { body } = await firm.get(`/companies/${companyId}/matches?limit=100`);
  return (body.items as Match[]).find((item) => item.demandId === demandId);
}

/** A passage with brackets around the words. */
function marked({ text, ranges, cutBefore, cutAfter }: Passage): string {
  let at = 0;
  let shown = cutBefore ? '…' : '';
  for (const [start, end] of ranges) {
    shown += `${text.slice(at, start)}[${text.slice(start, end)}]`;
    at = end;
  }
  return `${shown}${text.slice(at)}${cutAfter ? '…' : ''}`;
}
