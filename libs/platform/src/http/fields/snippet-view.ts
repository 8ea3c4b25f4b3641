import { ApiProperty } from '@nestjs/swagger';
import { LanguageTagField, TextField } from './text-fields';
import { BooleanField } from './value-fields';

/** Places in a text, of an answer: it is documented, and never read from a request. */
export function RangesField(): PropertyDecorator {
  return ApiProperty({
    type: 'array',
    items: { type: 'array', items: { type: 'integer', minimum: 0 }, minItems: 2, maxItems: 2 },
    maxItems: 500,
    description: 'Pairs of start and end, in UTF-16 units, the end exclusive.',
  });
}

/** A passage of a longer text, and where in it the words stand that were looked for. */
export class SnippetView {
  @LanguageTagField() lang: string;
  @TextField({ max: 1000, multiline: true }) text: string;
  @RangesField() ranges: [number, number][];
  @BooleanField({ description: 'Text was left out in front.' }) cutBefore: boolean;
  @BooleanField({ description: 'Text was left out behind.' }) cutAfter: boolean;
}
