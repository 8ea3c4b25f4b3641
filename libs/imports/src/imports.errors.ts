import { defineProblem } from '@shuqiao/kernel';

export const IMPORT_EMPTY = defineProblem('IMPORT_EMPTY', 422, {
  zh: '文件中没有任何记录。',
  ru: 'В файле нет ни одной записи.',
  en: 'There is no record in the file.',
});
export const IMPORT_TOO_MANY_LINES = defineProblem('IMPORT_TOO_MANY_LINES', 422, {
  zh: '文件记录过多，请拆分后分批导入。',
  ru: 'В файле слишком много записей. Разделите его и загрузите по частям.',
  en: 'There are too many records in the file. Please split it and import the parts.',
});
