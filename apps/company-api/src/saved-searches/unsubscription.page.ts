import type { Language } from '@shuqiao/kernel';
import { escapeHtml } from '@shuqiao/notifications';

/** The page shows text and sends its own form, nothing else. */
export const UNSUBSCRIPTION_POLICY = "default-src 'none'; form-action 'self'; frame-ancestors 'none'";

const TEXTS: Readonly<
  Record<Language, { title: string; ask: (name: string) => string; button: string; done: string }>
> = {
  zh: {
    title: '退订搜索提醒',
    ask: (name) => `不再接收搜索“${name}”的提醒邮件？搜索本身仍会保留。`,
    button: '退订',
    done: '已退订。您不会再收到该搜索的提醒邮件。',
  },
  ru: {
    title: 'Отписка от уведомлений о поиске',
    ask: (name) => `Больше не присылать писем о поиске «${name}»? Сам поиск останется сохранённым.`,
    button: 'Отписаться',
    done: 'Вы отписались: писем об этом поиске больше не будет.',
  },
  en: {
    title: 'Stop messages about a search',
    ask: (name) => `Stop receiving messages about your search “${name}”? The search itself stays saved.`,
    button: 'Unsubscribe',
    done: 'You have unsubscribed and will receive no more messages about this search.',
  },
};

/** Asks before anything is done, since programs follow the links in mails. */
export function askPage(language: Language, name: string): string {
  const { ask, button } = TEXTS[language];
  return page(
    language,
    `<p>${escapeHtml(ask(name))}</p><form method="post"><button type="submit">${button}</button></form>`,
  );
}

export function donePage(language: Language): string {
  return page(language, `<p>${TEXTS[language].done}</p>`);
}

function page(language: Language, content: string): string {
  const { title } = TEXTS[language];
  return `<!doctype html><html lang="${language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${title}</title></head><body><h1>${title}</h1>${content}</body></html>`;
}
