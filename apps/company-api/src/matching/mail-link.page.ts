import { createHash } from 'node:crypto';
import type { Language, LocalizedText } from '@shuqiao/kernel';
import { type DigestSettingsView, escapeHtml, type LinkedDismissal } from '@shuqiao/notifications';

const STYLE =
  'body{font:16px/1.5 system-ui,sans-serif;max-width:40rem;margin:2rem auto;padding:0 1rem}button{font:inherit;padding:.4rem 1rem}';

/** No script, no picture, no frame; the one style by its hash, and forms to the portal itself. */
export const MAIL_LINK_POLICY = `default-src 'none'; style-src 'sha256-${createHash('sha256').update(STYLE).digest('base64')}'; frame-ancestors 'none'; base-uri 'none'; form-action 'self'`;

const TEXTS = {
  refuse: { zh: '不适合我们', ru: 'Нам не подходит', en: 'Not for us' },
  mayRefuse: {
    zh: '确认后，该需求将不再推荐给贵单位。',
    ru: 'Мы больше не будем рекомендовать эту потребность вашей организации.',
    en: 'We will no longer recommend this demand to your company.',
  },
  refused: {
    zh: '已记录：该需求不再推荐给贵单位。',
    ru: 'Записано: эта потребность больше не рекомендуется вашей организации.',
    en: 'Noted: this demand is no longer recommended to your company.',
  },
  restore: { zh: '撤销', ru: 'Отменить', en: 'Undo' },
  unsubscribe: { zh: '退订', ru: 'Отписаться', en: 'Unsubscribe' },
  subscribed: {
    zh: '您每周会收到一封新匹配邮件。退订只影响您本人，不影响同事。',
    ru: 'Раз в неделю вы получаете письмо о новых совпадениях. Отписка касается только вас: коллеги продолжат получать письма.',
    en: 'Once a week you are mailed about new matches. Unsubscribing concerns you alone; your colleagues go on getting the mail.',
  },
  unsubscribed: {
    zh: '您不会再收到新匹配邮件。',
    ru: 'Вы больше не будете получать письма о новых совпадениях.',
    en: 'You will no longer be mailed about new matches.',
  },
  resume: { zh: '重新订阅', ru: 'Подписаться снова', en: 'Subscribe again' },
  digest: { zh: '新匹配邮件', ru: 'Письма о новых совпадениях', en: 'Mails about new matches' },
} as const satisfies Record<string, LocalizedText>;

/** Says what a link "not for us" is about, and offers what can be done now. */
export function dismissalPage(standing: LinkedDismissal, token: string, language: Language): string {
  const { companyName, demandTitle, dismissed } = standing;
  const title = `<h1 lang="${escapeHtml(demandTitle.lang)}">${escapeHtml(demandTitle.text)}</h1><p>${escapeHtml(companyName)}</p>`;
  const path = `/api/v1/match-dismissals/${token}/page`;
  const rest = dismissed
    ? said('refused', language) + button(`${path}/restoration`, 'restore', language)
    : said('mayRefuse', language) + button(path, 'refuse', language);
  return page(demandTitle.text, title + rest, language);
}

/** Says whether the receiver gets the mails, and offers the other. */
export function subscriptionPage({ subscribed }: DigestSettingsView, token: string, language: Language): string {
  const path = `/api/v1/mail-unsubscriptions/${token}/page`;
  const rest = subscribed
    ? said('subscribed', language) + button(path, 'unsubscribe', language)
    : said('unsubscribed', language) + button(`${path}/resumption`, 'resume', language);
  const title = TEXTS.digest[language];
  return page(title, `<h1>${title}</h1>${rest}`, language);
}

function said(text: keyof typeof TEXTS, language: Language): string {
  return `<p>${TEXTS[text][language]}</p>`;
}

function button(path: string, text: keyof typeof TEXTS, language: Language): string {
  return `<form method="post" action="${escapeHtml(path)}"><button>${TEXTS[text][language]}</button></form>`;
}

function page(title: string, body: string, language: Language): string {
  return `<!doctype html><html lang="${language}"><head><meta charset="utf-8"><meta name="robots" content="noindex"><meta name="referrer" content="no-referrer"><title>${escapeHtml(title)}</title><style>${STYLE}</style></head><body>${body}</body></html>`;
}
