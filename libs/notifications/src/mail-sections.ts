import { escapeHtml } from './escape-html';

/** A part of a mail as it is read: what it is about, what is said of it, and what the reader can do. */
export interface ShownSection {
  readonly title: string;
  readonly lines: readonly string[];
  readonly links: readonly ShownLink[];
}

export interface ShownLink {
  readonly action: string;
  readonly link: string;
}

export function sectionText({ title, lines, links }: ShownSection, number: number, colon: string): string {
  return [`${number}. ${title}`, ...lines, ...links.map(({ action, link }) => `${action}${colon}${link}`)].join('\n');
}

export function sectionHtml({ title, lines, links }: ShownSection, number: number): string {
  const said = lines.map((line) => `<br>${escapeHtml(line)}`).join('');
  return `<p><strong>${number}. ${escapeHtml(title)}</strong>${said}<br>${links.map(linkHtml).join(' · ')}</p>`;
}

export function linkHtml({ action, link }: ShownLink): string {
  return `<a href="${escapeHtml(link)}">${escapeHtml(action)}</a>`;
}
