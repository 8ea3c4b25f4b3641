import { encodeCursor } from '@shuqiao/kernel';
import { get, type Scenario } from './scenario';

export const filteredList: Scenario = {
  name: 'filtered list with count',
  cost: 'public',
  samples: async () => ['KZ', 'UZ', 'RU', 'IN'].map((country) => get(`/demands?country=${country}&concept=ai`)),
};

const PAGE = 20;
const DEEP = 500;

export const deepPage: Scenario = {
  name: 'page 500 deep',
  cost: 'public',
  async samples({ client, options }) {
    const offset = Math.min(DEEP * PAGE, Math.floor(options.scale * 0.9));
    const { rows } = await client.query<{ at: string; id: string }>(AT, [offset]);
    return rows.map(({ at, id }) => get(`/demands?limit=${PAGE}&cursor=${encodeCursor([at, id])}`));
  },
};

const AT = `SELECT to_char(published_at, 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') AS at, demand_id AS id FROM demand_listings
  WHERE status = 'open' ORDER BY published_at DESC, demand_id DESC OFFSET $1 LIMIT 20`;
