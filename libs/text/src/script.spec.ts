import { detectScript, guessLanguage } from './script';

describe('detectScript', () => {
  it.each([
    ['智慧港口 AI', 'han'],
    ['データセンターの構築', 'kana'],
    ['Цифровой порт', 'cyrillic'],
    ['Smart port', 'latin'],
    ['بندر هوشمند', 'arabic'],
    ['स्मार्ट बंदरगाह', 'devanagari'],
    ['12345 !!! 😀', 'none'],
    ['', 'none'],
  ])('sees %j as %s', (text, script) => {
    expect(detectScript(text)).toBe(script);
  });
});

describe('guessLanguage', () => {
  it.each([
    ['我们提供智慧港口解决方案', 'zh'],
    ['Мы ищем поставщика для порта', 'ru'],
    ['We are looking for a smart port supplier', 'en'],
    ['Цифрлық қызметтерді әзірлеу', 'kk'],
    ['Санариптик өнүктүрүү жана кеңеш', 'ky'],
    ['Хизматрасониҳои рақамӣ', 'tg'],
    ['Рақамли иқтисодиёт учун ўқув маркази', 'uz'],
    ['Raqamli iqtisodiyot uchun oʻquv markazi', 'uz'],
    ['Лічбавыя паслугі для гарадоў і людзей, распрацоўка', 'be'],
    ['Тоон хөгжил, өгөгдлийн төв', 'mn'],
    ['Ўзбекистон', 'uz'],
    ['өнүгүү', 'other'],
    ['Rəqəmsal xidmətlər', 'az'],
    ['Dijital dönüşüm çözümleri', 'tr'],
    ['پروژه بندر هوشمند', 'fa'],
    ['ڈیجیٹل خدمات کے لیے', 'ur'],
    ['المدينة الذكية', 'ar'],
    ['डिजिटल सेवा', 'hi'],
    ['Թվային ծառայություններ', 'hy'],
    ['មជ្ឈមណ្ឌលទិន្នន័យ', 'km'],
    ['Développement numérique à Genève, été', 'other'],
    ['42 %', 'other'],
    ['', 'other'],
  ])('takes %j for %s', (text, language) => {
    expect(guessLanguage(text)).toBe(language);
  });
});
