import { defineProblem } from '@shuqiao/kernel';
import { constraintProblem } from '../http/constraints';

export const FILE_TOO_LARGE = defineProblem('FILE_TOO_LARGE', 413, {
  zh: '文件过大，单个文件不得超过 {maxMegabytes} MB。',
  ru: 'Файл слишком большой: допускается не более {maxMegabytes} МБ.',
  en: 'The file is too large; the limit is {maxMegabytes} MB.',
});
export const FILE_EMPTY = defineProblem('FILE_EMPTY', 422, {
  zh: '文件内容为空。',
  ru: 'Файл пуст.',
  en: 'The file is empty.',
});
export const FILE_TYPE_NOT_ALLOWED = defineProblem('FILE_TYPE_NOT_ALLOWED', 415, {
  zh: '不支持该类型的文件。允许的类型：{allowed}。',
  ru: 'Файлы этого типа не принимаются. Допустимые типы: {allowed}.',
  en: 'Files of this type are not accepted. Allowed types: {allowed}.',
});
export const FILE_CONTENT_MISMATCH = defineProblem('FILE_CONTENT_MISMATCH', 422, {
  zh: '文件内容与扩展名不符。',
  ru: 'Содержимое файла не соответствует его расширению.',
  en: 'The content of the file does not match its extension.',
});
export const FILE_QUOTA_EXCEEDED = defineProblem('FILE_QUOTA_EXCEEDED', 409, {
  zh: '贵企业的文件存储空间已满（上限 200 MB、500 个文件），请先删除不再需要的文件。',
  ru: 'Место для файлов организации закончилось (предел — 200 МБ и 500 файлов). Удалите ненужные файлы.',
  en: 'Your company has used up its file storage (200 MB, 500 files). Please delete files you no longer need.',
});
export const FILE_LINK_INVALID = defineProblem('FILE_LINK_INVALID', 403, {
  zh: '链接无效或已过期，请重新获取。',
  ru: 'Ссылка недействительна или устарела. Получите новую.',
  en: 'This link is not valid or has expired. Please get a new one.',
});
export const FILE_IN_USE = defineProblem('FILE_IN_USE', 409, {
  zh: '该文件正在被引用，无法删除。',
  ru: 'Файл используется, поэтому удалить его нельзя.',
  en: 'The file is in use and cannot be deleted.',
});

constraintProblem('file_usage_bytes_check', FILE_QUOTA_EXCEEDED);
constraintProblem('file_usage_files_check', FILE_QUOTA_EXCEEDED);
