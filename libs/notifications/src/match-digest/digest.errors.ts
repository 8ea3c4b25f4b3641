import { defineProblem } from '@shuqiao/kernel';

export const MAIL_LINK_INVALID = defineProblem('MAIL_LINK_INVALID', 410, {
  zh: '链接无效或已过期。请登录平台进行此操作。',
  ru: 'Ссылка недействительна или устарела. Это действие доступно на портале после входа.',
  en: 'This link is not valid or has expired. Please sign in to do this on the portal.',
});
