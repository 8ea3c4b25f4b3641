import { defineProblem, DomainError } from '@shuqiao/kernel';
import { toProblemDocument } from './problem-document';

const NOT_OPEN = defineProblem('NOT_OPEN_ANY_MORE', 409, {
  zh: '当前状态为 {status}。',
  ru: 'Текущее состояние: {status}.',
  en: 'It is {status} now.',
});

describe('a problem document', () => {
  it('keeps the HTTP status and the state that a refusal is about apart', () => {
    expect(toProblemDocument(new DomainError(NOT_OPEN, { status: 'closed' }), 'en', 'r-1')).toEqual({
      type: 'urn:shuqiao:problem:NOT_OPEN_ANY_MORE',
      title: 'It is closed now.',
      status: 409,
      code: 'NOT_OPEN_ANY_MORE',
      state: 'closed',
      requestId: 'r-1',
    });
  });

  it('has no state where none is told', () => {
    expect(toProblemDocument(new DomainError(NOT_OPEN), 'zh', 'r-2')).not.toHaveProperty('state');
  });
});
