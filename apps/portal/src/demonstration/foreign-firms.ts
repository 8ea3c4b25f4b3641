import { type DemonstrationFirm, en, ru } from './content';

export const FOREIGN_FIRMS: readonly DemonstrationFirm[] = [
  {
    key: 'aktau',
    owner: {
      email: 'aktau@demo.shuqiao.example',
      displayName: 'Айгерим Сарсенова',
      language: 'ru',
      timeZone: 'Asia/Aqtau',
    },
    country: 'KZ',
    kind: 'agency',
    legalName: ru('Агентство цифрового развития порта «Каспий»'),
    otherNames: [
      en('Caspian Port Digital Development Agency'),
      { lang: 'kk', text: '«Каспий» портының цифрлық даму агенттігі' },
    ],
    registration: { scheme: 'KZ-BIN', number: '200140000094' },
    descriptions: [
      ru(
        'Агентство отвечает за цифровизацию морского порта: терминальная система, отслеживание грузов, единое окно для перевозчиков.',
      ),
      en(
        'Responsible for the port’s digital transformation: terminal system, cargo tracking, a single window for carriers.',
      ),
    ],
    capabilities: [],
    targetCountries: ['CN'],
    languages: ['ru', 'kk', 'en'],
    foundedIn: 2020,
    website: 'https://caspian-port.example.org',
    contact: { name: 'Айгерим Сарсенова', position: 'Директор', phone: '+77292600007' },
  },
  {
    key: 'samarqand',
    owner: {
      email: 'samarqand@demo.shuqiao.example',
      displayName: 'Дилшод Каримов',
      language: 'ru',
      timeZone: 'Asia/Samarkand',
    },
    country: 'UZ',
    kind: 'agency',
    legalName: ru('Центр цифрового здравоохранения «Самарканд»'),
    otherNames: [
      { lang: 'uz', text: '“Samarqand” raqamli sogʻliqni saqlash markazi' },
      en('Samarkand Digital Health Centre'),
    ],
    registration: { scheme: 'UZ-INN', number: '305000008' },
    descriptions: [
      ru('Региональный центр, который внедряет телемедицину и электронные карты пациентов в сельских больницах.'),
    ],
    capabilities: [],
    targetCountries: ['CN'],
    languages: ['uz', 'ru'],
    foundedIn: 2021,
    website: 'https://samarkand-health.example.org',
    contact: { name: 'Дилшод Каримов', position: 'Руководитель проектов', phone: '+998662330008' },
  },
  {
    key: 'indus',
    owner: {
      email: 'indus@demo.shuqiao.example',
      displayName: 'Ayesha Malik',
      language: 'en',
      timeZone: 'Asia/Karachi',
    },
    country: 'PK',
    kind: 'firm',
    legalName: en('Indus Gateway Terminals (Private) Limited'),
    otherNames: [{ lang: 'ur', text: 'انڈس گیٹ وے ٹرمینلز' }],
    registration: { scheme: 'PK-NTN', number: '7200009' },
    descriptions: [
      en('Operates inland container terminals and wants to move its yards and customs documents to digital processes.'),
    ],
    capabilities: [],
    targetCountries: ['CN'],
    languages: ['en', 'ur'],
    foundedIn: 2009,
    website: 'https://indus-gateway.example.com',
    contact: { name: 'Ayesha Malik', position: 'Chief Digital Officer', phone: '+922135680009' },
  },
];
