import type { CalendarPerson } from '@shuqiao/calendar';

const NAMED = /^\s*"?([^"<]*?)"?\s*<([^>]+)>\s*$/;

/** MAIL_FROM taken apart: `Shuqiao <no-reply@example.org>`, or the address alone. */
export function senderOf(from: string): CalendarPerson {
  const [, name, email] = NAMED.exec(from) ?? [];
  return email ? { name: name || null, email: email.trim() } : { name: null, email: from.trim() };
}
