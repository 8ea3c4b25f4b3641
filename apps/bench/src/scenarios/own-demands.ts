import { get, type Scenario } from './scenario';

export const ownDemands: Scenario = {
  name: 'own demands (signed in)',
  cost: 'authenticated',
  samples: async ({ owner }) => [
    get(`/companies/${owner.companyId}/demands`, () => ({ authorization: owner.authorization() })),
  ],
};
