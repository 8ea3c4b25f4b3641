import type { TextFeatures } from '@shuqiao/text';
import { MOST_FEATURES, VECTOR_BYTES } from '../limits';

/** @throws RangeError when features are not ascending, do not fit the impacts, or are too many. */
export function checkText({ features, impacts, vector }: TextFeatures): void {
  if (features.length !== impacts.length) throw new RangeError('Each feature has one impact');
  if (features.length > MOST_FEATURES) throw new RangeError(`A text has at most ${MOST_FEATURES} features`);
  if (vector.length !== VECTOR_BYTES) throw new RangeError(`A vector has ${VECTOR_BYTES} numbers`);
  let before = -1;
  for (let index = 0; index < features.length; index++) {
    const feature = features[index] as number;
    if (feature <= before) throw new RangeError('Features are distinct and ascending');
    if (!impacts[index]) throw new RangeError('An impact is at least 1');
    before = feature;
  }
}
