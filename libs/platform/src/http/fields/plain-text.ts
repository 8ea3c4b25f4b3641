/** Control characters that no text for people needs; NUL cannot even be stored. Line feed and tab are let through by `multiline`. */
const SINGLE_LINE = /[\u0000-\u001f\u007f-\u009f\u2028\u2029]/;
const MULTI_LINE = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]/;

/** Whether a text can be stored and shown: well-formed UTF-16, no control characters. */
export function isPlainText(value: unknown, multiline: boolean): boolean {
  return typeof value === 'string' && isWellFormed(value) && !(multiline ? MULTI_LINE : SINGLE_LINE).test(value);
}

/** Trims, normalises to NFC, and unifies line ends: what is compared and stored. */
export function normaliseText(value: unknown): unknown {
  return typeof value === 'string' ? value.normalize('NFC').replaceAll('\r\n', '\n').trim() : value;
}

// A lone surrogate cannot be written in UTF-8; encodeURIComponent is the built-in that says so.
export function isWellFormed(value: string): boolean {
  try {
    encodeURIComponent(value);
    return true;
  } catch {
    return false;
  }
}
