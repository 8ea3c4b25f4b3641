import { validateRegistrationNumber } from '@shuqiao/companies';
import { type DemonstrationDemand, type DemonstrationFirm, en, ru, zh } from '../demonstration/content';

/** The firm that goes out; `run` tells one tour from the next, in the address and in the registration number. */
export function tourFirm(run: string): DemonstrationFirm {
  return {
    key: 'tour-firm',
    owner: {
      email: `firm-${run}@tour.shuqiao.example`,
      displayName: '林晓',
      language: 'zh',
      timeZone: 'Asia/Shanghai',
    },
    country: 'CN',
    kind: 'firm',
    legalName: zh('宁波远帆港航软件有限公司'),
    otherNames: [en('Ningbo Yuanfan Port Software Co., Ltd.')],
    registration: { scheme: 'CN-USCC', number: numberFrom('CN-USCC', '91330201MA', 7, run) },
    descriptions: [zh('为中小型码头提供集装箱码头操作系统与堆场调度软件，支持俄语界面。')],
    capabilities: [
      { concept: 'port.tos', maturity: 'production' },
      { concept: 'logistics.tracking', maturity: 'pilot' },
    ],
    targetCountries: ['KZ', 'RU'],
    languages: ['zh', 'ru'],
    foundedIn: 2017,
    website: 'https://yuanfan.example.com',
    contact: { name: '林晓', position: '海外经理', phone: '+8657488880010' },
  };
}

/** The agency that wants something. */
export function tourAgency(run: string): DemonstrationFirm {
  return {
    key: 'tour-agency',
    owner: {
      email: `agency-${run}@tour.shuqiao.example`,
      displayName: 'Ерлан Абдрахманов',
      language: 'ru',
      timeZone: 'Asia/Almaty',
    },
    country: 'KZ',
    kind: 'agency',
    legalName: ru('Управление цифровизации речного порта «Иртыш»'),
    otherNames: [en('Irtysh River Port Digital Office')],
    registration: { scheme: 'KZ-BIN', number: numberFrom('KZ-BIN', '210140', 5, run) },
    descriptions: [ru('Отвечает за цифровую модернизацию речного порта и складских площадок.')],
    capabilities: [],
    targetCountries: ['CN'],
    languages: ['ru', 'kk'],
    foundedIn: 2021,
    website: 'https://irtysh-port.example.org',
    contact: { name: 'Ерлан Абдрахманов', position: 'Начальник управления', phone: '+77182000011' },
  };
}

export function tourDemand(): DemonstrationDemand {
  return {
    firm: 'tour-agency',
    country: 'KZ',
    place: 'Павлодар',
    title: ru('Система управления контейнерным терминалом речного порта'),
    description: ru(
      'Ищем систему управления терминалом с русским интерфейсом, планированием площадки и учётом контейнеров.',
    ),
    budget: { min: '200000.00', max: '350000.00', currency: 'USD' },
    deadlineInDays: 60,
    requirements: [{ title: ru('Система управления терминалом'), concepts: ['port.tos'] }],
  };
}

/** An invented number of this tour's own: digits out of the run, completed until the scheme's check digits agree. */
function numberFrom(scheme: string, prefix: string, digits: number, run: string): string {
  const start = Number.parseInt(run, 36) % 10 ** digits;
  for (let offset = 0; offset < 200; offset++) {
    const body = prefix + String((start + offset) % 10 ** digits).padStart(digits, '0');
    for (const last of '0123456789ABCDEFGHJKLMNPQRTUWXY') {
      if (validateRegistrationNumber(scheme, body + last).ok) return body + last;
    }
  }
  throw new Error(`No number of scheme ${scheme} begins with ${prefix}`);
}
