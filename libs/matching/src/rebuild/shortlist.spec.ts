import fc from 'fast-check';
import { shortlist } from './shortlist';

describe('a shortlist', () => {
  it('holds the best so many, of equals those that come first', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 9 })), fc.nat(20), (sketches, most) => {
        const all = sketches.map((sketch, index) => ({ sketch, index }));
        const best = [...all].sort((left, right) => right.sketch - left.sketch || left.index - right.index);
        const found = shortlist(all, Float64Array.from(sketches), most);
        expect([...found].sort((left, right) => left.index - right.index)).toEqual(
          best.slice(0, most).sort((left, right) => left.index - right.index),
        );
      }),
    );
  });
});
