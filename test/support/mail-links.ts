import { AccountLinks, type LinkPurpose } from '@shuqiao/identity';
import { TEST_TOKEN_SECRET, type TestPortal } from './portal';

interface Sent {
  readonly name: string;
  readonly payload: Record<string, string>;
}

const links = new AccountLinks({ TOKEN_SECRET: TEST_TOKEN_SECRET, PUBLIC_URL: 'http://localhost:3000' });

/** The token that the mail for a row would carry. */
export function tokenFor(purpose: LinkPurpose, id: string): string {
  return links.tokenFor(purpose, id);
}

/** The events about one account, oldest first: what mails it is sent. */
export function eventsAbout(portal: TestPortal, accountId: string): Promise<Sent[]> {
  return portal.database.query<Sent>(
    `SELECT message.name, message.payload FROM outbox_messages message
     LEFT JOIN account_tokens token ON token.id::text = message.payload->>'accountTokenId'
     WHERE message.payload->>'accountId' = $1::text OR token.account_id = $1::uuid ORDER BY message.id`,
    [accountId],
  );
}

export async function accountIdOf(portal: TestPortal, email: string): Promise<string | undefined> {
  const [row] = await portal.database.query<{ id: string }>('SELECT id FROM accounts WHERE email = $1', [email]);
  return row?.id;
}

/** The token of the newest mail of an event to an address. */
export async function mailedToken(
  portal: TestPortal,
  email: string,
  purpose: Exclude<LinkPurpose, 'invitation'>,
): Promise<string> {
  const [row] = await portal.database.query<{ id: string }>(
    `SELECT token.id FROM account_tokens token JOIN accounts account ON account.id = token.account_id
     WHERE account.email = $1 AND token.kind = $2 ORDER BY token.id DESC LIMIT 1`,
    [email, purpose],
  );
  if (!row) throw new Error(`No ${purpose} was mailed to ${email}`);
  return tokenFor(purpose, row.id);
}
