import { createReadStream } from 'node:fs';
import { extname } from 'node:path';
import { DomainError } from '@shuqiao/kernel';
import { FILE_CONTENT_MISMATCH, FILE_TYPE_NOT_ALLOWED } from './files.errors';

const OFFICE = 'application/vnd.openxmlformats-officedocument';

/** The types that are kept, by extension. Nothing here runs in a browser. */
export const FILE_TYPES: Readonly<Record<string, string>> = {
  pdf: 'application/pdf',
  png: 'image/png',
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
  webp: 'image/webp',
  docx: `${OFFICE}.wordprocessingml.document`,
  xlsx: `${OFFICE}.spreadsheetml.sheet`,
  pptx: `${OFFICE}.presentationml.presentation`,
  txt: 'text/plain; charset=utf-8',
  csv: 'text/csv; charset=utf-8',
};

export function isImage(mediaType: string): boolean {
  return mediaType.startsWith('image/');
}

/** Whether a name announces an image. */
export function isImageName(name: string): boolean {
  return isImage(FILE_TYPES[extname(name).slice(1).toLowerCase()] ?? '');
}

/**
 * The media type that a name's extension announces.
 * @throws DomainError FILE_TYPE_NOT_ALLOWED when files of that extension are not kept.
 */
export function announcedType(name: string): string {
  const type = FILE_TYPES[extname(name).slice(1).toLowerCase()];
  if (!type) throw new DomainError(FILE_TYPE_NOT_ALLOWED, { allowed: Object.keys(FILE_TYPES).join(', ') });
  return type;
}

/**
 * Checks by its first bytes that a file is what its name announces; a text must be UTF-8 without control characters.
 * @throws DomainError FILE_CONTENT_MISMATCH
 */
export async function requireContent(path: string, type: string): Promise<void> {
  const { fileTypeFromFile } = await import('file-type');
  const found = await fileTypeFromFile(path);
  const matches = type.startsWith('text/') ? !found && (await isText(path)) : found?.mime === type;
  if (!matches) throw new DomainError(FILE_CONTENT_MISMATCH);
}

const CONTROL = /[\u0000-\u0008\u000b\u000e-\u001f\u007f]/;

async function isText(path: string): Promise<boolean> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  try {
    for await (const chunk of createReadStream(path)) {
      if (CONTROL.test(decoder.decode(chunk as Buffer, { stream: true }))) return false;
    }
    decoder.decode();
    return true;
  } catch (error) {
    // A disk that cannot be read is another matter than bytes that are no UTF-8.
    if ((error as NodeJS.ErrnoException).code === 'ERR_ENCODING_INVALID_ENCODED_DATA') return false;
    throw error;
  }
}
