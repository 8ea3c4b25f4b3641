import { contentDisposition, sanitiseFileName } from './file-name';

describe('file names', () => {
  it.each([
    ['../../etc/passwd', 'passwd'],
    ['C:\\Users\\x\\устав.pdf', 'устав.pdf'],
    ['invoice\u202Efdp.exe', 'invoicefdp.exe'],
    ['a\r\nSet-Cookie: x.pdf', 'aSet-Cookie x.pdf'],
    ['   ..hidden.txt', 'hidden.txt'],
    ['', 'file'],
    ['\ud800.pdf', '\ufffd.pdf'],
  ])('makes %j safe', (given, safe) => {
    expect(sanitiseFileName(given)).toBe(safe);
  });

  it('shortens the stem and keeps the extension', () => {
    const name = sanitiseFileName(`${'证'.repeat(400)}.pdf`);
    expect([...name]).toHaveLength(150);
    expect(name.endsWith('.pdf')).toBe(true);
  });

  it('writes a disposition that no name can break out of', () => {
    const header = contentDisposition(`a"b\\c'(1)%.pdf`, false);
    expect(header).toBe(`attachment; filename="a_b_c'(1)_.pdf"; filename*=UTF-8''a%22b%5Cc%27%281%29%25.pdf`);
    expect(contentDisposition('图.png', true)).toBe(`inline; filename="_.png"; filename*=UTF-8''%E5%9B%BE.png`);
  });
});
