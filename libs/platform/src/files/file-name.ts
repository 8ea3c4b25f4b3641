import { extname } from 'node:path';

const LONGEST = 150;
// Control characters, and the marks that turn the reading direction and so can hide an extension.

const UNSAFE = /[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff<>:"|?*]/g;

/** A name that is safe to store, show and offer for download: no path, no control characters, at most 150 characters. */
export function sanitiseFileName(given: string): string {
  // The way through UTF-8 replaces lone surrogates, which could not be stored.
  const last = Buffer.from(given).toString().normalize('NFC').split(/[/\\]/).at(-1) ?? '';
  const clean = last
    .replace(UNSAFE, '')
    .replace(/\s+/g, ' ')
    .replace(/^[. ]+|[. ]+$/g, '');
  const extension = extname(clean).slice(0, 10);
  const stem = clean.slice(0, clean.length - extname(clean).length);
  return `${[...stem].slice(0, LONGEST - extension.length).join('') || 'file'}${extension}`;
}

/** The `Content-Disposition` of a download (RFC 6266), with the name in ASCII for old clients and in UTF-8 (RFC 8187). */
export function contentDisposition(name: string, inline: boolean): string {
  const ascii = name.replace(/[^\x20-\x7e]/g, '_').replace(/["\\%]/g, '_');
  const encoded = encodeURIComponent(name).replace(
    /['()*]/g,
    (mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `${inline ? 'inline' : 'attachment'}; filename="${ascii}"; filename*=UTF-8''${encoded}`;
}
