import { defineProblem } from '@shuqiao/kernel';

export const TOO_MANY_SAVED_SEARCHES = defineProblem('TOO_MANY_SAVED_SEARCHES', 409, {
  zh: '您保存的搜索已达上限，请先删除不再需要的搜索。',
  ru: 'Достигнуто предельное число сохранённых поисков. Удалите те, что больше не нужны.',
  en: 'You have saved as many searches as you can. Please delete one that you no longer need.',
});
