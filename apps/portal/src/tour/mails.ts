import type { HttpClient } from '../client/http-client';

export interface LocalMail {
  readonly kind: string;
  readonly subject: string;
  readonly text: string;
}

/** The mails to an address in the local mailbox, newest first. */
export async function mailsTo(client: HttpClient, email: string): Promise<readonly LocalMail[]> {
  const { body } = await client.get(`/demonstration/mails?to=${encodeURIComponent(email)}`);
  return body.items as LocalMail[];
}
