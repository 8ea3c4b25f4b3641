import { inDays } from '../client/acts';
import type { HttpClient } from '../client/http-client';
import { type ImportFile, importFile } from '../client/import-file';

/**
 * What the secretariat brings in from elsewhere: companies that nobody registered, and a demand out of a register. All of it
 * is invented, and each record says so in the name of its source. None names a concept: they are found by their words.
 */
export async function bringInDirectory(reviewer: HttpClient): Promise<void> {
  await importFile(reviewer, COMPANIES);
  await importFile(reviewer, { ...DEMANDS, openUntil: inDays(60, 12) });
}

const page = (id: string) => `https://directory.example.org/${id}`;

const COMPANIES: ImportFile = {
  kind: 'companies',
  source: '数字企业名录（示例）',
  records: [
    {
      id: 'dir-1',
      country: 'CN',
      lang: 'zh',
      name: '武汉远康医疗信息有限公司',
      description: '提供远程会诊平台、电子病历和医学影像辅助阅片，适合网络条件较差的基层医院使用。',
      products: ['远程会诊平台', '基层医院电子病历'],
      languages: ['zh', 'en'],
      url: page('1'),
    },
    {
      id: 'dir-2',
      country: 'CN',
      lang: 'zh',
      name: '厦门单证通信息技术有限公司',
      description: '为船公司、货代和码头提供电子提单、原产地证书和报关单证的在线签发与交换服务。',
      products: ['电子提单平台', '报关单证交换系统'],
      url: page('2'),
    },
    {
      id: 'dir-3',
      country: 'CN',
      lang: 'zh',
      name: '深圳畅关排队科技有限公司',
      description: '专做口岸货车预约排队系统：司机手机预约、电子叫号、停车场引导，减少边境口岸拥堵。',
      products: ['货车电子排队系统', '停车场引导屏'],
      url: page('3'),
    },
    {
      id: 'dir-4',
      country: 'BY',
      lang: 'ru',
      name: 'ООО «Минские складские системы»',
      description: 'Разрабатываем системы управления складом и учёта контейнеров для логистических центров.',
      languages: ['ru', 'en'],
      url: page('4'),
    },
    {
      id: 'dir-5',
      country: 'IN',
      lang: 'en',
      name: 'Deccan Yard Robotics Private Limited',
      description: 'Retrofits reach stackers and yard trucks of inland terminals for remote and automatic driving.',
      target_countries: ['PK', 'AE', 'KZ'],
      founding_year: 2019,
      url: page('5'),
    },
  ],
};

const DEMANDS: ImportFile = {
  kind: 'demands',
  source: 'Реестр закупок (пример)',
  records: [
    {
      id: 'reg-1',
      country: 'KG',
      lang: 'ru',
      title: 'Электронная очередь грузовых автомобилей на пункте пропуска',
      body: 'Требуется система предварительной записи и электронной очереди грузовиков на границе: мобильное приложение для водителей, управление стоянкой, табло вызова.',
      buyer: 'Дирекция пунктов пропуска (пример)',
      budget: { max: { amount: '450000.00', currency: 'USD' } },
      url: page('reg-1'),
    },
  ],
};
