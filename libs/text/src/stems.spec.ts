import { STEM_CACHE_SIZE, stem, stemCacheSize } from './stems';

describe('stem', () => {
  it.each([
    ['решения', 'решение'],
    ['цифровые', 'цифровое'],
    ['портов', 'порту'],
    ['ports', 'port'],
    ['logistics', 'logistic'],
  ])('joins %s and %s', (one, other) => {
    expect(stem(one)).toBe(stem(other));
  });

  it.each(['қызметтер', '5g', 'ai', '数据', 'dönüşüm', ''])('leaves %j as it is', (word) => {
    expect(stem(word)).toBe(word);
  });

  it.each([
    [['терминал', 'терминала', 'терминалу', 'терминалом', 'терминалами', 'терминалах']],
    [['экран', 'экрана', 'экраном', 'экранами']],
    [['персонал', 'персонала', 'персоналом']],
    [['архив', 'архива', 'архивы', 'архивов', 'архивом', 'архивах']],
    [['массив', 'массива', 'массивы', 'массивов', 'массивами']],
    [['состав', 'состава', 'составу', 'составом', 'составов']],
    [['память', 'памяти', 'памятью']],
    [['канал', 'канала', 'каналом', 'каналов']],
    [['система', 'системы', 'систему', 'системой', 'систем', 'системам', 'системах']],
    [['схема', 'схему', 'схем', 'схемой']],
    [['защита', 'защиты', 'защиту', 'защите', 'защитой']],
    [['аудит', 'аудита', 'аудите', 'аудитом']],
  ])('joins all cases of %j', (forms) => {
    expect(new Set(forms.map(stem)).size).toBe(1);
  });

  it('never holds more stems than its cache allows, and stays right after words fell out', () => {
    const before = stem('решения');
    for (let number = 0; number < STEM_CACHE_SIZE + 500; number++) stem(`word${letters(number)}`);
    expect(stemCacheSize()).toBe(STEM_CACHE_SIZE);
    expect(stem('решения')).toBe(before);
  });
});

function letters(number: number): string {
  return [...String(number)].map((digit) => 'bcdfghjklm'[Number(digit)]).join('');
}
