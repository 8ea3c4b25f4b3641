import type { AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';
import { readCalendar } from '../support/calendars';
import { createFirm, createPerson, createStaff } from '../support/people';
import { startTestPortal, type TestPortal } from '../support/portal';
import { book, deskOf, idOf } from '../support/roadshows';
import { announce } from '../support/published-demand';

interface Received {
  readonly to: string[];
  readonly raw: string;
}

interface MailRow {
  readonly id: string;
  readonly status: string;
  readonly attempts: number;
  readonly last_error: string | null;
  readonly mail_message_id: string;
}

describe('mails', () => {
  const received: Received[] = [];
  /** What the server answers next: a code and where; nothing for success. */
  let trouble: { readonly at: 'rcpt' | 'data'; readonly code: number } | null = null;
  let server: SMTPServer;
  let portal: TestPortal;

  beforeAll(async () => {
    server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.server.address() as AddressInfo;
    portal = await startTestPortal({
      DEMONSTRATION: 'false',
      SMTP_URL: `smtp://127.0.0.1:${port}`,
      MAIL_FROM: '数桥 <no-reply@portal.example>',
    });
  });
  afterAll(async () => {
    await portal.stop();
    await new Promise<void>((resolve) => server.close(() => resolve()));
  });
  beforeEach(() => {
    received.length = 0;
    trouble = null;
  });

  function refusal(): Error {
    return Object.assign(new Error('no'), { responseCode: trouble?.code });
  }

  function createServer(): SMTPServer {
    return new SMTPServer({
      authOptional: true,
      disabledCommands: ['AUTH', 'STARTTLS'],
      onRcptTo: (_address, _session, done) => done(trouble?.at === 'rcpt' ? refusal() : null),
      onData: (stream, session, done) => {
        const chunks: Buffer[] = [];
        stream.on('data', (chunk: Buffer) => chunks.push(chunk));
        stream.on('end', () => {
          if (trouble?.at === 'data') return done(refusal());
          received.push({
            to: session.envelope.rcptTo.map(({ address }) => address),
            raw: Buffer.concat(chunks).toString(),
          });
          done();
        });
      },
    });
  }

  async function tell(companyId: string): Promise<void> {
    await announce(portal, 'company.verified.v1', { companyId });
    await portal.settle();
  }

  /** Lets the time of waiting between two attempts pass. */
  async function waitForRetry(): Promise<void> {
    await portal.database.query('UPDATE graphile_worker._private_jobs SET run_at = now()');
    await portal.settle();
  }

  const rowOf = async (email: string) =>
    (await portal.database.query<MailRow>('SELECT * FROM mails WHERE email = $1', [email]))[0];

  it('leave by SMTP in text and HTML, under their Message-ID, marked as automatic', async () => {
    const firm = await createFirm(portal, { legalName: '数桥 <测试>' });
    await tell(firm.companyId);
    expect(received.map((mail) => mail.to)).toEqual([[firm.email]]);
    const row = await rowOf(firm.email);
    expect(row).toMatchObject({ status: 'sent', attempts: 1, last_error: null });
    const { raw } = received[0];
    expect(raw).toContain(`Message-ID: ${row.mail_message_id}`);
    expect(raw).toContain('Auto-Submitted: auto-generated');
    expect(raw).toMatch(/multipart\/alternative[\s\S]+text\/plain[\s\S]+text\/html/);
  });

  it('carry what they do in a calendar as a part of its own (RFC 6047)', async () => {
    const desk = deskOf(portal, await createStaff(portal, 'event_manager'));
    const firm = await createFirm(portal);
    const { sessions } = await desk.openRoadshow({});
    const id = idOf(await book(portal, sessions[0], firm), 201);
    await portal.settle();
    const { raw = '' } = received.find(({ to }) => to[0] === firm.email) ?? {};
    expect(raw).toMatch(/multipart\/alternative[\s\S]+text\/html[\s\S]+text\/calendar; charset=utf-8; method=REQUEST/);
    // Once in the message, once as a file for programs that look for one.
    const [, encoded = ''] = /application\/ics[\s\S]+?\r\n\r\n([\s\S]+?)\r\n--/.exec(raw) ?? [];
    const { method, events } = readCalendar(Buffer.from(encoded, 'base64').toString());
    expect(method).toBe('REQUEST');
    expect(events).toMatchObject([{ uid: `booking-${id}`, attendees: [firm.email] }]);
    expect(raw).toContain('invite.ics');
  });

  it('wait out a server that fails, and then arrive once with the same Message-ID', async () => {
    const firm = await createFirm(portal);
    trouble = { at: 'data', code: 451 };
    await tell(firm.companyId);
    const before = await rowOf(firm.email);
    expect(before).toMatchObject({ status: 'queued', attempts: 1, last_error: expect.stringContaining('451') });
    await waitForRetry();
    expect(await rowOf(firm.email)).toMatchObject({ status: 'queued', attempts: 2 });
    trouble = null;
    await waitForRetry();
    await waitForRetry();
    expect(received.map((mail) => mail.to)).toEqual([[firm.email]]);
    expect(received[0].raw).toContain(`Message-ID: ${before.mail_message_id}`);
    expect(await rowOf(firm.email)).toMatchObject({ status: 'sent', attempts: 3, last_error: null });
  });

  it('are not sent again when the job runs again after success', async () => {
    const firm = await createFirm(portal);
    await tell(firm.companyId);
    const [message] = await portal.database.query<{ id: string }>(
      `SELECT id FROM outbox_messages WHERE name = 'mail.queued.v1' ORDER BY created_at DESC LIMIT 1`,
    );
    await portal.database.query(`SELECT graphile_worker.add_job('event.handle', $1::json)`, [
      JSON.stringify({ id: message.id, handler: 'mails.send' }),
    ]);
    await portal.settle();
    expect(received).toHaveLength(1);
  });

  it('are given up when the server will never take them, and hold up no other', async () => {
    const firm = await createFirm(portal);
    trouble = { at: 'rcpt', code: 550 };
    await tell(firm.companyId);
    expect(await rowOf(firm.email)).toMatchObject({
      status: 'failed',
      attempts: 1,
      last_error: expect.stringContaining('550'),
    });
    trouble = null;
    await waitForRetry();
    expect(received).toEqual([]);
    const other = await createFirm(portal);
    await tell(other.companyId);
    expect(received.map((mail) => mail.to)).toEqual([[other.email]]);
  });

  it('let the mail program unsubscribe, where they can be refused', async () => {
    const firm = await createFirm(portal);
    trouble = { at: 'data', code: 451 };
    await tell(firm.companyId);
    const url = 'https://portal.example/api/v1/mail-unsubscriptions/token/page';
    await portal.database.query('UPDATE mails SET unsubscribe_url = $2 WHERE email = $1', [firm.email, url]);
    trouble = null;
    await waitForRetry();
    expect(received[0].raw.replace(/\r\n\s+/g, ' ')).toContain(`List-Unsubscribe: <${url}>`);
    expect(received[0].raw).toContain('List-Unsubscribe-Post: List-Unsubscribe=One-Click');
    const other = await createFirm(portal);
    await tell(other.companyId);
    expect(received[1].raw).not.toContain('List-Unsubscribe');
  });

  it('carry a secret link that no table holds', async () => {
    const person = await createPerson(portal, { language: 'zh' });
    const response = await portal.api().post('/api/v1/password-reset-requests').send({ email: person.email });
    expect(response.status).toBeLessThan(300);
    await portal.settle();
    expect(received.map((mail) => mail.to)).toEqual([[person.email]]);
    expect(decoded(received[0].raw)).toMatch(/reset-password#token=[\w-]{64}/);
    const stored = await portal.database.query(`SELECT to_jsonb(mails)::text AS row FROM mails WHERE email = $1`, [
      person.email,
    ]);
    expect(JSON.stringify(stored)).not.toContain('token=');
    expect(
      await portal.database.query('SELECT 1 FROM notifications WHERE account_id = $1', [person.accountId]),
    ).toEqual([]);
  });

  it('are in no mailbox outside the demonstration', async () => {
    for (const path of ['mails', 'mailbox', 'mailbox/00000000-0000-7000-8000-000000000000']) {
      expect((await portal.api().get(`/api/v1/demonstration/${path}`)).body).toMatchObject({
        status: 404,
        code: 'NOT_FOUND',
      });
    }
  });
});

/** The parts of a mail that are in base64 or quoted-printable, as text. */
function decoded(raw: string): string {
  const base64 = raw.split(/\r?\n\r?\n/).map((part) => Buffer.from(part.replace(/\s/g, ''), 'base64').toString());
  const quoted = raw
    .replace(/=\r?\n/g, '')
    .replace(/=([0-9A-F]{2})/g, (_whole, code: string) => String.fromCharCode(Number.parseInt(code, 16)));
  return [...base64, quoted].join('\n');
}
