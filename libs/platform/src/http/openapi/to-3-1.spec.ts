import { toOpenApi31 } from './to-3-1';

function rewritten(schema: object): unknown {
  const copy: unknown = JSON.parse(JSON.stringify(schema));
  toOpenApi31(copy);
  return copy;
}

describe('a schema of OpenAPI 3.0 rewritten for 3.1', () => {
  it('says null as a type', () => {
    expect(rewritten({ type: 'string', maxLength: 5, nullable: true })).toEqual({
      type: ['string', 'null'],
      maxLength: 5,
    });
    expect(rewritten({ type: 'string', enum: ['a'], nullable: true })).toEqual({
      type: ['string', 'null'],
      enum: ['a', null],
    });
    expect(rewritten({ type: 'string', nullable: false })).toEqual({ type: 'string' });
  });

  it('says null as the other of two for what is described elsewhere', () => {
    expect(rewritten({ nullable: true, description: 'Price', allOf: [{ $ref: '#/x' }] })).toEqual({
      description: 'Price',
      anyOf: [{ $ref: '#/x' }, { type: 'null' }],
    });
    expect(rewritten({ nullable: true, $ref: '#/x' })).toEqual({ anyOf: [{ $ref: '#/x' }, { type: 'null' }] });
  });

  it('gives bounds that exclude as numbers', () => {
    expect(
      rewritten({ type: 'number', minimum: 0, exclusiveMinimum: true, maximum: 9, exclusiveMaximum: false }),
    ).toEqual({
      type: 'number',
      exclusiveMinimum: 0,
      maximum: 9,
    });
  });

  it('leaves a property alone that is called like a keyword', () => {
    const schema = { type: 'object', properties: { nullable: { type: 'boolean' } } };
    expect(rewritten(schema)).toEqual(schema);
  });
});
