import { jsonBytes } from './json-bytes';

describe('jsonBytes', () => {
  it('puts bytes in as they are and writes everything else as JSON', () => {
    const item = Buffer.from('{"title": "智慧港口"}');
    const json = jsonBytes`{"item":${item},"next":${'«"»'},"none":${null},"total":${{ value: 2, exact: true }},"list":${[1]}}`;
    expect(json.toString()).toBe(
      '{"item":{"title": "智慧港口"},"next":"«\\"»","none":null,"total":{"value":2,"exact":true},"list":[1]}',
    );
  });

  it('makes an array of a list of bytes, empty or not', () => {
    const list = (...items: string[]) => jsonBytes`{"items":${items.map((item) => Buffer.from(item))}}`.toString();
    expect([list(), list('1'), list('{}', '"умный"')]).toEqual([
      '{"items":[]}',
      '{"items":[1]}',
      '{"items":[{},"умный"]}',
    ]);
  });
});
