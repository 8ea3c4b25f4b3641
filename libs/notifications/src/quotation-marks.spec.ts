import { nestQuotationMarks } from './quotation-marks';

describe('quotation marks within quotation marks', () => {
  it.each([
    ['ru', 'Организация «ТОО «Дәрия»» прошла верификацию', 'Организация «ТОО „Дәрия“» прошла верификацию'],
    ['ru', '«Порт «Иртыш» и «Каспий»» и «Обь»', '«Порт „Иртыш“ и „Каспий“» и «Обь»'],
    ['zh', '“关于“智慧港口”的需求”已发布', '“关于‘智慧港口’的需求”已发布'],
    ['en', 'The demand “A “smart” port” is published', 'The demand “A ‘smart’ port” is published'],
  ] as const)('have the inner form in %s: %s', (language, text, nested) => {
    expect(nestQuotationMarks(text, language)).toBe(nested);
  });

  it.each(['«Порт «Иртыш» принят', 'Порт» и «Иртыш', 'Порт «Иртыш» принят'])('leave %s alone', (text) => {
    expect(nestQuotationMarks(text, 'ru')).toBe(text);
  });
});
