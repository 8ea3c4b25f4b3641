const CHINESE =
  '的 了 和 与 及 或 在 是 为 对 等 之 其 以 并 而 也 都 就 将 被 把 从 到 由 于 有 个 这 那 我 你 他 们 我们 你们 他们 以及 对于 关于 可以 进行 一个 什么 怎么 如何 哪些 需要';
const RUSSIAN =
  'и в во не что он на я с со как а то все она так его но да ты к у же вы за бы по только ее мне было вот от меня еще нет о из ему для при об или ни быть был была были до над под без это этот эта эти который которая которые мы нас вас их чем где когда если также';
const ENGLISH =
  'a an and are as at be but by for from has have he i if in into is it its no not of on or our such that the their then there these they this to was we were what where which who will with you your';

const STOP_WORDS = new Set(`${CHINESE} ${RUSSIAN} ${ENGLISH}`.split(' '));

/** Whether a folded, unstemmed word says nothing about the subject in zh, ru or en. */
export function isStopWord(word: string): boolean {
  return STOP_WORDS.has(word);
}
