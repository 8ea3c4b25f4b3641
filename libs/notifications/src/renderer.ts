import { Inject, Injectable } from '@nestjs/common';
import { type Language, LANGUAGES } from '@shuqiao/kernel';
import { CONFIG, type Config } from '@shuqiao/platform';
import { createInstance, type i18n } from 'i18next';
import { escapeHtml } from './escape-html';
import { type Facts, resolveFacts } from './facts';
import { type Kind, settingsOf } from './kinds';
import { linkHtml, sectionHtml, sectionText, type ShownSection } from './mail-sections';
import type { MailSection } from './notice';
import { nestQuotationMarks } from './quotation-marks';
import { EN } from './texts/en';
import type { Counted, LanguageTexts } from './texts/kind-texts';
import { RU } from './texts/ru';
import { ZH } from './texts/zh';

export interface Reader {
  /** Null for somebody who has no account yet. */
  readonly name: string | null;
  readonly language: Language;
  /** IANA. */
  readonly timeZone: string;
}

export interface RenderedMail {
  readonly subject: string;
  readonly text: string;
  readonly html: string;
}

/**
 * Stands for a link that opens an account: the real one is put in when the mail leaves, so that no table holds it.
 */
export const SECRET_LINK = '{{secretLink}}';

const TEXTS: Readonly<Record<Language, LanguageTexts>> = { zh: ZH, ru: RU, en: EN };

/** Writes what people are told, in their language and zone. */
@Injectable()
export class Renderer {
  private readonly translator: i18n = createTranslator();

  constructor(@Inject(CONFIG) private readonly config: Pick<Config, 'PUBLIC_URL'>) {}

  /** One line: a mail's subject, and what the list shows. */
  subject(kind: Kind, facts: Facts, { language, timeZone }: Pick<Reader, 'language' | 'timeZone'>): string {
    return this.translate(`${kind}/subject`, language, resolveFacts(facts, language, timeZone));
  }

  mail(
    kind: Kind,
    facts: Facts,
    ids: Readonly<Record<string, string>>,
    reader: Reader,
    about: readonly MailSection[] = [],
  ): RenderedMail {
    const { language, name } = reader;
    const values = resolveFacts(facts, language, reader.timeZone);
    const greeting = name
      ? this.translate('frame/greeting', language, { name })
      : this.translate('frame/greetingUnnamed', language, {});
    const body = withoutTimeTwice(this.translate(`${kind}/body`, language, values), values);
    const action = this.translate(`${kind}/action`, language, {});
    const closing = this.translate('frame/closing', language, {});
    const link = this.linkOf(kind, ids);
    const colon = language === 'zh' ? '：' : ': ';
    const sections = about.map((section) => this.section(section, reader));
    const actions = [{ action, link }];
    const refusals = sections.length
      ? [{ action: this.translate('frame/unsubscribe', language, {}), link: String(values.unsubscribe) }]
      : [];
    const asText = (links: typeof actions) => links.map((shown) => `${shown.action}${colon}${shown.link}`);
    const base = escapeHtml(this.config.PUBLIC_URL);
    const told = sections.map((section, index) => sectionText(section, index + 1, colon));
    const paragraphs = [greeting, ...body.split('\n\n')].map((text) => `<p>${withLinks(lines(text), base)}</p>`);
    return {
      subject: this.translate(`${kind}/subject`, language, values),
      text: `${[greeting, body, ...told, ...asText(actions), closing, ...asText(refusals)].join('\n\n')}\n`,
      html: html(
        language,
        [
          ...paragraphs,
          ...sections.map((section, index) => sectionHtml(section, index + 1)),
          ...actions.map((shown) => `<p>${linkHtml(shown)}</p>`),
        ],
        [lines(closing), ...refusals.map(linkHtml)].join('<br>'),
      ),
    };
  }

  private section({ facts, lines: said, ids, refusal }: MailSection, { language, timeZone }: Reader): ShownSection {
    const values = resolveFacts(facts, language, timeZone);
    const frame = (name: string) => this.translate(`frame/${name}`, language, values);
    return {
      title: String(withoutSecretLink(values.title ?? '')),
      lines: [frame('fit'), ...said.map((line) => String(withoutSecretLink(line))), frame('open')],
      links: [
        { action: frame('openDemand'), link: this.address(`/demands/${ids.demandId ?? ''}`) },
        { action: frame('refuse'), link: refusal },
      ],
    };
  }

  /** Where the reader can act, as an absolute address; {@link SECRET_LINK} for what opens an account. */
  linkOf(kind: Kind, ids: Readonly<Record<string, string>>): string {
    const { path } = settingsOf(kind);
    if (!path) return SECRET_LINK;
    const filled = path.replace(/:(\w+)/g, (_whole, name: string) => encodeURIComponent(ids[name] ?? ''));
    return this.address(filled);
  }

  private address(path: string): string {
    return this.config.PUBLIC_URL.replace(/\/$/, '') + path;
  }

  private translate(key: string, language: Language, values: Record<string, string | number>): string {
    const safe = Object.entries(values).map(([name, value]) => [name, withoutSecretLink(value)] as const);
    return nestQuotationMarks(this.translator.t(key, { lng: language, ...Object.fromEntries(safe) }), language);
  }
}

/** The time at the place is for who is elsewhere: for the others it would only be the line before it once more. */
function withoutTimeTwice(body: string, { when, whenThere }: Record<string, string | number>): string {
  if (when === undefined || when !== whenThere) return body;
  const repeats = (line = '') => line.endsWith(String(when));
  const all = body.split('\n');
  return all.filter((line, index) => !(repeats(line) && repeats(all[index - 1]))).join('\n');
}

// Somebody could sign up under such a name with another's address: behind his own address, the link would be his.
function withoutSecretLink(value: string | number): string | number {
  return typeof value === 'string' ? value.replaceAll(SECRET_LINK, '…') : value;
}

/** A missing text or fact is a defect: it throws instead of reaching somebody as a key. */
function createTranslator(): i18n {
  const translator = createInstance();
  void translator.init({
    resources: Object.fromEntries(LANGUAGES.map((language) => [language, { translation: flatten(TEXTS[language]) }])),
    fallbackLng: false,
    keySeparator: false,
    nsSeparator: false,
    initAsync: false,
    interpolation: { escapeValue: false, skipOnVariables: true },
    parseMissingKeyHandler: (key) => {
      throw new Error(`There is no text ${key}`);
    },
    missingInterpolationHandler: (_text, match: readonly string[]) => {
      throw new Error(`Nothing to put in for ${match[0]}`);
    },
  });
  return translator;
}

function flatten({ frame, kinds }: LanguageTexts): Record<string, string> {
  const flat = Object.entries(frame).map(([name, text]) => [`frame/${name}`, text as string]);
  for (const [kind, { subject, body, action }] of Object.entries(kinds)) {
    flat.push([`${kind}/action`, action], ...forms(`${kind}/subject`, subject), ...forms(`${kind}/body`, body));
  }
  return Object.fromEntries(flat) as Record<string, string>;
}

function forms(key: string, text: Counted): string[][] {
  return typeof text === 'string'
    ? [[key, text]]
    : Object.entries(text).map(([form, value]) => [`${key}_${form}`, value]);
}

function html(language: Language, shown: readonly string[], small: string): string {
  return `<!doctype html><html lang="${language}"><head><meta charset="utf-8"></head><body>${shown.join('')}<hr><p><small>${small}</small></p></body></html>`;
}

/** Makes addresses of the portal links, and no others: what people write may hold some. */
function withLinks(escaped: string, base: string): string {
  return escaped.replace(/https?:\/\/[^\s<]+/g, (url) => (url.startsWith(base) ? `<a href="${url}">${url}</a>` : url));
}

function lines(text: string): string {
  return escapeHtml(text).replaceAll('\n', '<br>');
}
