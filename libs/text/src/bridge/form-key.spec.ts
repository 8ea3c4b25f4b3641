import { formKey, keysWithin } from './form-key';

describe('the key of a form', () => {
  it.each([
    ['порт', 'порты'],
    ['class room', 'classroom'],
    ['веб-сайт', 'вебсайт'],
    ['集裝箱', '集装箱'],
    ['5G专网', '5g 专网'],
    ['Учёт', 'учет'],
  ])('is the same for %s and %s', (one, two) => {
    expect(formKey(one)).toBe(formKey(two));
    expect(formKey(one)).not.toBeNull();
  });

  it.each(['数', '2024', 'и', 'IT', 'закупка', '', '!!!', '数据'.repeat(13), 'a b c d '.repeat(8)])(
    'is none for %j, which would be found everywhere or nowhere',
    (form) => expect(formKey(form)).toBeNull(),
  );

  it('keeps other forms apart', () => {
    expect(formKey('умный порт')).not.toBe(formKey('умный портал'));
  });
});

it('tells the words and phrases within a form', () => {
  expect(keysWithin('цифровой рубль')).toEqual(expect.arrayContaining(['цифров', 'рубл', 'цифроврубл']));
  expect(keysWithin('具身智能')).toEqual(expect.arrayContaining(['具身', '智能', '具身智能']));
  expect(keysWithin('数据'.repeat(500)).length).toBeLessThan(200);
});
