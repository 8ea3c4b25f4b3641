import { readLexicon } from '@shuqiao/taxonomy';
import { createBridge, meetingsOf } from '@shuqiao/text';
import { DEMANDS } from './demands';
import { DOMESTIC_FIRMS } from './domestic-firms';

describe('the texts of the demonstration', () => {
  it('join a demand in Russian and a firm that writes Chinese alone, and has no capability that is asked for', () => {
    const firm = DOMESTIC_FIRMS.find(({ key }) => key === 'mingmou');
    const demand = DEMANDS.find(({ requirements }) => requirements.some((one) => one.concepts.includes('city.video')));
    const written = [firm?.legalName, ...(firm?.otherNames ?? []), ...(firm?.descriptions ?? [])];
    expect(new Set(written.map((text) => text?.lang))).toEqual(new Set(['zh']));
    expect(firm?.capabilities.map(({ concept }) => concept)).not.toContain('city.video');
    const [asked, offered] = [
      [demand?.title, demand?.description].map((text) => text?.text).join('\n'),
      written.map((text) => text?.text).join('\n'),
    ];
    const bridge = createBridge({ lexicon: readLexicon() });
    const met = meetingsOf(bridge.read(asked).words, bridge.read(offered).words);
    const words = met.map(({ left, right }) => `${left.text} = ${right.text}`);
    expect(words).toContain('Видеонаблюдение = 视频监控系统');
    expect(words.length).toBeGreaterThan(4);
  });
});
