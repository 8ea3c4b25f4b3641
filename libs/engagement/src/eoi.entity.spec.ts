import { DomainError, VALIDATION_FAILED } from '@shuqiao/kernel';
import { Eoi, EOI_STATUSES, type EoiStatus } from './eoi.entity';

const now = new Date('2026-03-02T08:00:00Z');
const cover = { lang: 'zh', text: '我们可承担全部需求项。' };

function eoi(status: EoiStatus): Eoi {
  return Object.assign(new Eoi(), {
    status,
    cover,
    demandVersion: 1,
    reconfirmVersion: status === 'to_reconfirm' ? 2 : null,
    senderConsentAt: null,
    receiverConsentAt: null,
    lapseReason: null,
  });
}

const ACTS: Record<string, { act: (subject: Eoi) => void; from: EoiStatus[]; to: EoiStatus; code: string }> = {
  send: { act: (subject) => subject.send(1, 3, now, 21), from: ['draft'], to: 'sent', code: 'EOI_NOT_SENDABLE' },
  withdraw: {
    act: (subject) => subject.withdraw(),
    from: ['sent', 'to_reconfirm'],
    to: 'withdrawn',
    code: 'EOI_NOT_WITHDRAWABLE',
  },
  accept: { act: (subject) => subject.accept(now, null), from: ['sent'], to: 'accepted', code: 'EOI_NOT_DECIDABLE' },
  decline: {
    act: (subject) => subject.decline('budget', null, now, null),
    from: ['sent'],
    to: 'declined',
    code: 'EOI_NOT_DECIDABLE',
  },
  reconfirm: {
    act: (subject) => subject.reconfirm(2, now, 21),
    from: ['to_reconfirm'],
    to: 'sent',
    code: 'EOI_NOT_TO_RECONFIRM',
  },
};

function codeOf(work: () => void): string {
  try {
    work();
  } catch (error) {
    return (error as DomainError).kind.code;
  }
  return 'no refusal';
}

describe('an expression of interest', () => {
  for (const [name, { act, from, to, code }] of Object.entries(ACTS)) {
    it.each(EOI_STATUSES)(`${name}: from %s`, (status) => {
      const subject = eoi(status);
      if (from.includes(status)) {
        act(subject);
        expect(subject.status).toBe(to);
      } else {
        expect(codeOf(() => act(subject))).toBe(code);
        expect(subject.status).toBe(status);
      }
    });
  }

  it('lapses the given number of days after it was sent, and again after it was reconfirmed', () => {
    const subject = eoi('draft');
    subject.send(1, 3, now, 21);
    expect(subject).toMatchObject({ demandVersion: 3, sentAt: now, lapsesAt: new Date('2026-03-23T08:00:00Z') });
    subject.askToReconfirm(4);
    subject.reconfirm(4, new Date('2026-03-10T08:00:00Z'), 21);
    expect(subject).toMatchObject({
      demandVersion: 4,
      reconfirmVersion: null,
      lapsesAt: new Date('2026-03-31T08:00:00Z'),
    });
  });

  it('is not sent without a cover text and an offer', () => {
    const subject = Object.assign(eoi('draft'), { cover: null });
    try {
      subject.send(0, 1, now, 21);
      throw new Error('it was sent');
    } catch (error) {
      expect(error).toMatchObject({ kind: VALIDATION_FAILED });
      expect((error as DomainError).errors.map(({ pointer }) => pointer)).toEqual(['/cover', '/offers']);
    }
    expect(subject.status).toBe('draft');
  });

  it.each(EOI_STATUSES)('is asked to reconfirm once for each later version: from %s', (status) => {
    const concerned = status === 'sent' || status === 'to_reconfirm';
    const subject = eoi(status);
    expect(subject.askToReconfirm(3)).toBe(concerned);
    expect(subject.askToReconfirm(3)).toBe(false);
    expect(subject.askToReconfirm(2)).toBe(false);
    expect(subject.status).toBe(concerned ? 'to_reconfirm' : status);
  });

  it.each(EOI_STATUSES)('lapses only while it awaits an answer: from %s', (status) => {
    const awaits = status === 'sent' || status === 'to_reconfirm';
    const subject = eoi(status);
    expect(subject.lapse('unanswered')).toBe(awaits);
    expect(subject.status).toBe(awaits ? 'lapsed' : status);
    expect(subject.lapseReason).toBe(awaits ? 'unanswered' : null);
  });

  it.each(EOI_STATUSES)('takes consents only while it is sent or accepted: from %s', (status) => {
    const subject = eoi(status);
    const refusal = codeOf(() => subject.giveConsent('sender', now));
    expect(refusal).toBe(
      ['sent', 'to_reconfirm', 'accepted'].includes(status) ? 'no refusal' : 'EOI_CONSENT_NOT_POSSIBLE',
    );
  });

  it('opens contacts when it is accepted and both consent, and closes them when either takes it back', () => {
    const subject = eoi('sent');
    expect(subject.giveConsent('sender', now)).toBe(true);
    expect(subject.giveConsent('sender', now)).toBe(false);
    expect(subject.giveConsent('receiver', now)).toBe(true);
    expect(subject.contactsOpen).toBe(false);
    subject.accept(now, null);
    expect(subject.contactsOpen).toBe(true);
    expect(subject.withdrawConsent('receiver')).toBe(true);
    expect(subject.withdrawConsent('receiver')).toBe(false);
    expect(subject.contactsOpen).toBe(false);
  });

  it('keeps no consent once it has ended', () => {
    const subject = eoi('sent');
    subject.giveConsent('sender', now);
    subject.withdraw();
    expect(subject.senderConsentAt).toBeNull();
  });
});

describe('an unanswered EOI', () => {
  const at = (day: number) => new Date(now.getTime() + day * 24 * 60 * 60 * 1000);
  const sent = (): Eoi => {
    const subject = eoi('draft');
    subject.send(1, 3, now, 21);
    return subject;
  };
  const remindedOn = (subject: Eoi, days: readonly number[]) => days.filter((day) => subject.remind(at(day)));

  it('reminds once at one third and once at two thirds of the time', () => {
    expect(remindedOn(sent(), [0, 6.99, 7, 7.01, 13.99, 14, 14.01, 20, 21, 22])).toEqual([7, 14]);
  });

  it('reminds as soon as somebody is there again, and of both at once only once', () => {
    expect(remindedOn(sent(), [9, 10, 14, 15])).toEqual([9, 14]);
    expect(remindedOn(sent(), [15, 16, 20])).toEqual([15]);
    expect(remindedOn(sent(), [21, 30])).toEqual([]);
  });

  it('reminds anew when it was reconfirmed, and not while it waits for that', () => {
    const subject = sent();
    expect(remindedOn(subject, [7, 14])).toEqual([7, 14]);
    subject.askToReconfirm(4);
    expect(remindedOn(subject, [15])).toEqual([]);
    subject.reconfirm(4, at(16), 21);
    expect(remindedOn(subject, [22, 23, 30])).toEqual([23, 30]);
  });

  it.each(EOI_STATUSES.filter((status) => status !== 'sent'))('of nothing when it is %s', (status) => {
    expect(remindedOn(Object.assign(sent(), { status }), [7, 14])).toEqual([]);
  });
});
