import { createBridge } from '@shuqiao/text';
import { metWords } from './met-words';

const bridge = createBridge({ lexicon: [] });
const met = (demand: string, company: string) =>
  metWords(bridge.read(demand).words, bridge.read(company).words).map(({ code, by }) => `${code} = ${by}`);

const DEMAND = 'Автоматизация порта: краны и склады для зерна';

describe('metWords', () => {
  it('tells the words that mean the same, the one that says most first and as 1', () => {
    const [first, ...rest] = metWords(bridge.read(DEMAND).words, bridge.read('港口起重机与粮食仓库').words);
    expect(first).toMatchObject({ degree: 1 });
    expect(rest.length).toBeGreaterThan(0);
    expect(rest.every(({ degree }) => degree > 0 && degree <= 1)).toBe(true);
  });

  it('tells nothing of one translation among many words: it may be meant otherwise', () => {
    expect(met(DEMAND, 'Ethernet switch with 48 ports')).toEqual([]);
    expect(met('порт', 'ports')).toEqual(['порт = ports']);
  });

  it('tells one word that stands in both texts as it is', () => {
    expect(met('Поддержка ERP и склады для зерна и краны', 'Oracle ERP')).toEqual(['ERP = ERP']);
    expect(met('Ремонт, краны, склады Газпромбанка', 'Газпромбанк')).toEqual(['Газпромбанка = Газпромбанк']);
  });
});
