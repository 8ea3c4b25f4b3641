import { LANGUAGES } from '@shuqiao/kernel';
import { type Facts, formatTime } from './facts';
import { ALL_KINDS, type Kind } from './kinds';
import { escapeHtml } from './escape-html';
import { Renderer, SECRET_LINK } from './renderer';

const TIME = { time: '2026-11-23T05:00:00.000Z' };
const FACTS: Facts = {
  until: TIME,
  when: TIME,
  whenThere: { ...TIME, zone: 'Asia/Kolkata' },
  companyName: 'ТОО «Дәрия»',
  senderName: '数桥科技',
  demandTitle: 'Smart port & <yard>',
  pitchTitle: '智慧港口操作系统',
  sessionTitle: { zh: '智慧港口专场', ru: 'Умные порты', en: 'Smart ports' },
  roadshowTitle: { zh: '天津路演', ru: 'Роуд-шоу в Тяньцзине', en: 'Tianjin roadshow' },
  place: { zh: '天津 A-101', ru: 'A-101, Тяньцзинь', en: 'A-101, Tianjin' },
  reason: { zh: '台风', ru: 'Тайфун', en: 'A typhoon' },
  role: { zh: '编辑者', ru: 'редактор', en: 'an editor' },
  counterpart: 'ТОО «Порт»',
  lines: { links: [{ text: '10:00, table 7: Port', url: 'https://portal.example/meetings/m' }] },
  table: 7,
  inviter: 'Айгүл',
  title: 'Review me',
  count: 3,
  searchName: 'Порты',
  listings: { links: [{ text: '智慧港口', url: 'https://portal.example/demands/d' }] },
  unsubscribe: 'https://portal.example/api/v1/saved-search-unsubscriptions/t',
  checks: { zh: '联系方式', ru: 'Контактные данные', en: 'Contact details' },
};
const IDS = {
  companyId: 'c',
  demandId: 'd',
  eoiId: 'e',
  bookingId: 'b',
  reviewCaseId: 'r',
  savedSearchId: 's',
  pitchId: 'p',
  meetingId: 'm',
};

describe('what people are told', () => {
  const renderer = new Renderer({ PUBLIC_URL: 'https://portal.example/' });
  const render = (kind: Kind, language: (typeof LANGUAGES)[number], facts = FACTS) =>
    renderer.mail(kind, facts, IDS, { name: 'Айгүл', language, timeZone: 'Asia/Almaty' });

  it.each(ALL_KINDS.flatMap((kind) => LANGUAGES.map((language) => [kind, language] as const)))(
    'is whole for %s in %s',
    (kind, language) => {
      const { subject, text, html } = render(kind, language);
      const rest = `${subject}${text}${html}`.replaceAll(SECRET_LINK, '');
      expect(rest).not.toMatch(/\{\{|\}\}|undefined|null|\[object/);
      expect(subject).not.toMatch(/[\n/]|^$/);
      const script = { zh: /\p{Script=Han}/u, ru: /\p{Script=Cyrillic}/u, en: /[a-z]{4}/ }[language];
      expect(text).toMatch(script);
      expect(html).toContain(`<html lang="${language}">`);
    },
  );

  it('escapes in HTML what people wrote, and only there', () => {
    const { subject, text, html } = render('demand.published', 'en');
    expect(subject).toContain('“Smart port & <yard>”');
    expect(text).toContain('Smart port & <yard>');
    expect(html).toContain('Smart port &amp; &lt;yard&gt;');
    expect(html).not.toContain('<yard>');
    expect(escapeHtml(`<a href="x" title='y'>&`)).toBe('&lt;a href=&quot;x&quot; title=&#39;y&#39;&gt;&amp;');
  });

  it('takes a name for what it is: no markup of ours, no second line', () => {
    const { subject } = render('demand.closed', 'en', {
      demandTitle: 'x {{count}} $t(frame/closing)\r\nBcc: all@example.org',
    });
    expect(subject).toBe('Your demand “x {{count}} $t(frame/closing) Bcc: all@example.org” has been closed');
  });

  it('puts the secret link into its own place only, whatever people are called', () => {
    const name = `https://evil.example/${SECRET_LINK} {{{secretLink}}} {{secret${SECRET_LINK}Link}}`;
    const { text, html } = renderer.mail('member.invited', { ...FACTS, companyName: name, inviter: name }, IDS, {
      name,
      language: 'en',
      timeZone: 'Asia/Almaty',
    });
    expect([text.split(SECRET_LINK).length, html.split(SECRET_LINK).length]).toEqual([2, 2]);
  });

  it('names the zone of every time, and shows a place’s own time beside the reader’s', () => {
    const { text } = render('booking.confirmed', 'en');
    expect(text).toContain('Time: Monday, 23 November 2026 at 10:00 (Kazakhstan Time, UTC+5)');
    expect(text).toContain('Local time there: Monday, 23 November 2026 at 10:30 (India Standard Time, UTC+5:30)');
    expect(formatTime(TIME.time, 'zh', 'Asia/Shanghai')).toBe('2026年11月23日星期一 13:00（中国标准时间，UTC+8）');
    expect(formatTime(TIME.time, 'ru', 'Asia/Kathmandu')).toMatch(
      /^понедельник, 23 ноября 2026 г\. в 10:45 \(.+, UTC\+5:45\)$/,
    );
  });

  it.each([
    [1, '1 новое совпадение'],
    [3, '3 новых совпадения'],
    [11, '11 новых совпадений'],
    [21, '21 новое совпадение'],
  ])('counts %d in Russian', (count, words) => {
    expect(render('match.found', 'ru', { ...FACTS, count }).subject).toContain(words);
  });

  it('names the time once to who is in the place’s own zone', () => {
    const { text } = render('booking.confirmed', 'en', { ...FACTS, whenThere: { ...TIME, zone: 'Asia/Almaty' } });
    expect(text.match(/Monday, 23 November 2026/g)).toHaveLength(1);
    expect(text).toContain('Time: Monday');
    expect(text).not.toContain('Local time there');
    expect(text).toContain('Place: A-101, Tianjin');
  });

  it('gives the marks in a quoted name the inner form', () => {
    const { subject, text } = render('company.verified', 'ru');
    expect(subject).toBe('Организация «ТОО „Дәрия“» прошла верификацию');
    expect(text).not.toContain('««');
    expect(text).not.toContain('»»');
  });

  it('throws rather than leave a gap', () => {
    expect(() => render('eoi.received', 'ru', { demandTitle: 'x' })).toThrow('Nothing to put in for');
  });

  it('leads to the place where one can act, and leaves secret links open', () => {
    expect(renderer.linkOf('demand.closed', IDS)).toBe('https://portal.example/demands/d');
    expect(render('account.reset', 'en').text).toContain(`Choose a new password: ${SECRET_LINK}`);
  });
});
