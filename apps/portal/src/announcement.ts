import type { Config } from '@shuqiao/platform';
import { DEMONSTRATION_PASSWORD, type Login } from './demonstration/demonstration';

/** What a newcomer needs to see once it serves: the addresses, and in demonstration mode the logins. */
export function describePortal(
  config: Pick<Config, 'PUBLIC_URL' | 'DEMONSTRATION' | 'HOST'>,
  logins: readonly Login[],
): string {
  const base = config.PUBLIC_URL;
  const lines = [
    '',
    'Shuqiao (数桥) is serving.',
    `  firms and the public   ${base}/api/v1      described at ${base}/api/v1/openapi.json`,
    `  the secretariat        ${base}/admin/v1    described at ${base}/admin/v1/openapi.json`,
    ...(config.DEMONSTRATION ? describeDemonstration(base, logins) : []),
    ...(config.DEMONSTRATION && !isLoopback(config.HOST) ? warnOf(config.HOST) : []),
    '',
    'Ctrl-C ends it.',
    '',
    '',
  ];
  return lines.join('\n');
}

/** The tour finds a portal on the usual port by itself. */
function tourCommand(base: string): string {
  return base === 'http://localhost:3000' ? 'npm run tour' : `npm run tour -- ${base}`;
}

function warnOf(host: string): string[] {
  return [
    '',
    `WARNING: HOST=${host} lets other machines in, and these passwords are published. Leave HOST out to keep it to this one.`,
  ];
}

function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || /^127\.[\d.]+$/.test(host);
}

function describeDemonstration(base: string, logins: readonly Login[]): string[] {
  return [
    `  mails (not sent)       ${base}/api/v1/demonstration/mailbox`,
    '',
    `Logins of the demonstration, all with the password ${DEMONSTRATION_PASSWORD}`,
    ...logins.map(({ email, as }) => `  ${email.padEnd(36)} ${as}`),
    '',
    `To see the main job done, in a second terminal: ${tourCommand(base)}`,
  ];
}
