import type { LocalizedText } from '@shuqiao/kernel';

/** What stands for a name once the account was erased. What its holder decided keeps standing. */
export const FORMER_STAFF: LocalizedText = {
  zh: '前秘书处工作人员',
  ru: 'бывший сотрудник секретариата',
  en: 'former staff member',
};
export const ERASED_ACCOUNT: LocalizedText = {
  zh: '已注销用户',
  ru: 'удалённая учётная запись',
  en: 'erased account',
};

/**
 * SQL for the name of a row of `accounts` as a reader may see it. `account` is the row's alias, `language` SQL for one of
 * the three languages.
 */
export function shownName(account: string, language: string): string {
  return `CASE WHEN ${account}.erased_at IS NULL THEN ${account}.display_name
    WHEN ${account}.staff_roles = '{}' THEN ${json(ERASED_ACCOUNT)} ->> ${language} ELSE ${json(FORMER_STAFF)} ->> ${language} END`;
}

function json(text: LocalizedText): string {
  return `'${JSON.stringify(text).replaceAll("'", "''")}'::jsonb`;
}
