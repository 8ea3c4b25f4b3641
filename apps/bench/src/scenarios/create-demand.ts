import type { Scenario } from './scenario';

const DEMAND = {
  country: 'KZ',
  title: { lang: 'ru', text: 'Умный порт Актау' },
  titleTranslations: [{ lang: 'zh', text: '阿克套智慧港口' }],
  description: { lang: 'ru', text: 'Видеонаблюдение и управление очередью грузовиков.' },
  budget: { max: { amount: '250000.00', currency: 'USD' } },
  deadline: '2036-01-01T00:00:00Z',
  requirements: [
    { kind: 'layer', title: { lang: 'ru', text: 'Дата-центр' }, concepts: ['data-infra.datacenter'], mandatory: true },
    {
      kind: 'lot',
      title: { lang: 'ru', text: 'Модульный ЦОД' },
      concepts: ['data-infra.modular-dc'],
      mandatory: false,
    },
  ],
};

export const createDemand: Scenario = {
  name: 'create a demand',
  cost: 'write',
  samples: async ({ owner }) => [
    {
      call: () => ({
        method: 'POST',
        path: `/api/v1/companies/${owner.companyId}/demands`,
        headers: { authorization: owner.authorization() },
        body: JSON.stringify(DEMAND),
      }),
      ids: [owner.accountId, owner.sessionId, owner.companyId],
    },
  ],
};
