import { createHash } from 'node:crypto';
import { escapeHtml, type MailboxMail } from '@shuqiao/notifications';

const STYLE =
  'body{font:16px/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem}td{padding:.2rem .8rem .2rem 0;vertical-align:top}' +
  'pre{white-space:pre-wrap;font:inherit;border:1px solid #ccc;padding:1rem}';

/** No script, no picture, no frame; the one style by its hash. */
export const MAILBOX_POLICY = `default-src 'none'; style-src 'sha256-${createHash('sha256').update(STYLE).digest('base64')}'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'`;

const PATH = '/api/v1/demonstration/mailbox';

/** The newest mails, each with a link to it. */
export function mailboxPage(mails: readonly MailboxMail[]): string {
  const rows = mails.map(
    ({ id, to, subject, createdAt, language }) =>
      `<tr><td>${shownTime(createdAt)}</td><td>${escapeHtml(to)}</td><td lang="${language}"><a href="${PATH}/${id}">${escapeHtml(subject)}</a></td></tr>`,
  );
  return page(
    '数桥 · Shuqiao: mailbox',
    rows.length ? `<table>${rows.join('')}</table>` : '<p>No mail yet · 暂无邮件 · Писем пока нет</p>',
  );
}

/** One mail, its links to be clicked. */
export function mailPage({ to, subject, text, calendar, createdAt, language }: MailboxMail): string {
  const head = `<p><a href="${PATH}">←</a> ${shownTime(createdAt)} · ${escapeHtml(to)}</p>`;
  const entry = calendar ? `<p>invite.ics</p><pre>${escapeHtml(calendar)}</pre>` : '';
  return page(subject, `${head}<pre lang="${language}">${linked(escapeHtml(text))}</pre>${entry}`);
}

function page(title: string, body: string): string {
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>${escapeHtml(title)}</title><style>${STYLE}</style></head><body><h1>${escapeHtml(title)}</h1>${body}</body></html>`;
}

function shownTime(time: string): string {
  return `${time.slice(0, 16).replace('T', ' ')} UTC`;
}

// Works on escaped text: an address ends at a space, a quotation mark or a bracket.
function linked(escaped: string): string {
  return escaped.replace(
    /https?:\/\/(?:(?!&quot;|&lt;|&gt;|&#39;)[^\s）」”])+/g,
    (address) => `<a href="${address}">${address}</a>`,
  );
}
