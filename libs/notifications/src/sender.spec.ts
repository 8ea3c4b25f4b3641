import { senderOf } from './sender';

describe('the sender of mails', () => {
  it.each([
    ['Shuqiao <no-reply@example.org>', 'Shuqiao', 'no-reply@example.org'],
    ['"数桥, the portal" <no-reply@example.org>', '数桥, the portal', 'no-reply@example.org'],
    ['no-reply@example.org', null, 'no-reply@example.org'],
    ['<no-reply@example.org>', null, 'no-reply@example.org'],
  ])('is taken apart: %s', (from, name, email) => expect(senderOf(from)).toEqual({ name, email }));
});
