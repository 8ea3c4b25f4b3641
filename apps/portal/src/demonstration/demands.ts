import { type DemonstrationDemand, en, ru } from './content';

export const DEMANDS: readonly DemonstrationDemand[] = [
  {
    firm: 'aktau',
    country: 'KZ',
    place: 'Актау',
    title: ru('Операционная система контейнерного терминала и отслеживание грузов'),
    description: ru(
      'Порт увеличивает контейнерную площадку и ищет операционную систему терминала с русским интерфейсом, планированием склада и интеграцией с таможней, а также систему отслеживания контейнеров в реальном времени.',
    ),
    budget: { min: '1200000.00', max: '2500000.00', currency: 'USD' },
    deadlineInDays: 75,
    requirements: [
      { title: ru('Операционная система терминала'), concepts: ['port.tos'] },
      { title: ru('Отслеживание грузов'), concepts: ['logistics.tracking'] },
    ],
  },
  {
    firm: 'aktau',
    country: 'KZ',
    place: 'Актау',
    title: ru('Защита портовых систем от DDoS-атак'),
    description: ru(
      'Нужен программно-аппаратный комплекс защиты от DDoS-атак и центр мониторинга безопасности с обучением персонала.',
    ),
    budget: { min: '150000.00', max: '400000.00', currency: 'USD' },
    deadlineInDays: 45,
    requirements: [
      { title: ru('Защита от DDoS'), concepts: ['security.network'] },
      { title: ru('Центр мониторинга'), concepts: ['security.soc'] },
    ],
  },
  {
    firm: 'samarqand',
    country: 'UZ',
    place: 'Самарканд',
    title: ru('Телемедицина для сорока сельских больниц'),
    description: ru(
      'Требуется платформа удалённых консультаций, которая работает на узких каналах связи, с электронной картой пациента и помощью врачу при разборе рентгеновских снимков. Интерфейс на узбекском и русском языках.',
    ),
    budget: { min: '500000.00', max: '900000.00', currency: 'USD' },
    deadlineInDays: 60,
    requirements: [
      { title: ru('Платформа телемедицины'), concepts: ['health.telemedicine'] },
      { title: ru('Помощь при анализе снимков'), concepts: ['health.imaging'] },
    ],
  },
  {
    firm: 'indus',
    country: 'PK',
    place: 'Karachi',
    title: en('Yard automation and electronic customs documents for two inland terminals'),
    description: en(
      'We want to plan two yards in one terminal operating system, steer reach stackers and trucks by it, and exchange customs documents electronically. Training in English; first terminal live within nine months.',
    ),
    budget: { min: '800000.00', max: '1600000.00', currency: 'USD' },
    deadlineInDays: 90,
    requirements: [
      { title: en('Terminal operating system'), concepts: ['port.tos', 'port.automation'] },
      { title: en('Electronic trade documents'), concepts: ['logistics.documents', 'port.customs'] },
    ],
  },
  // No firm names this capability; who offers it is found by what the texts say.
  {
    firm: 'aktau',
    country: 'KZ',
    place: 'Актау',
    title: ru('Видеонаблюдение на портовых площадках и распознавание номеров'),
    description: ru(
      'Порту нужна система видеонаблюдения для въездов и контейнерных площадок: камеры высокого разрешения, распознавание номеров автомобилей и контейнеров, управление шлагбаумами, монтаж и обслуживание.',
    ),
    budget: { min: '300000.00', max: '600000.00', currency: 'USD' },
    deadlineInDays: 50,
    requirements: [{ title: ru('Система видеонаблюдения'), concepts: ['city.video'] }],
  },
];
