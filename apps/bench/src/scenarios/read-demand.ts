import { get, type Scenario } from './scenario';

export const readDemand: Scenario = {
  name: 'read one demand',
  cost: 'public',
  async samples({ client }) {
    const { rows } = await client.query<{ id: string }>(ANY);
    return rows.map(({ id }) => get(`/demands/${id}`));
  },
};

// From all over the table, and the same ones in every run.
const ANY = 'SELECT demand_id AS id FROM demand_listings ORDER BY md5(demand_id::text) LIMIT 40';
