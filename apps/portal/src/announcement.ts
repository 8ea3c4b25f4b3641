import type { Config } from '@shuqiao/platform';
import { STAFF } from './demonstration/content';
import { DEMONSTRATION_PASSWORD, FIRMS } from './demonstration/demonstration';

/** What a newcomer needs to see once it serves: the addresses, and in demonstration mode the logins. */
export function describePortal(config: Config): string {
  const base = config.PUBLIC_URL;
  const lines = [
    '',
    'Shuqiao (数桥) is serving.',
    `  firms and the public   ${base}/api/v1      described at ${base}/api/v1/openapi.json`,
    `  the secretariat        ${base}/admin/v1    described at ${base}/admin/v1/openapi.json`,
    ...(config.DEMONSTRATION ? describeDemonstration(base) : []),
    '',
    'Ctrl-C ends it.',
    '',
    '',
  ];
  return lines.join('\n');
}

function describeDemonstration(base: string): string[] {
  return [
    `  mails (not sent)       ${base}/api/v1/demonstration/mailbox`,
    '',
    `Logins of the demonstration, all with the password ${DEMONSTRATION_PASSWORD}`,
    ...STAFF.map(({ email, role }) => `  ${email.padEnd(36)} ${role}`),
    ...FIRMS.map(({ owner, country, legalName }) => `  ${owner.email.padEnd(36)} ${country}  ${legalName.text}`),
  ];
}
