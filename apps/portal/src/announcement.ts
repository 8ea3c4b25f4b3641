import type { Config } from '@shuqiao/platform';

/** What a newcomer needs to see once it serves. */
export function describePortal(config: Config): string {
  const base = config.PUBLIC_URL;
  const lines = [
    '',
    'Shuqiao (数桥) is serving.',
    `  firms and the public   ${base}/api/v1`,
    `  the secretariat        ${base}/admin/v1`,
    ...(config.DEMONSTRATION ? [`  mails (not sent)       ${base}/api/v1/demonstration/mailbox`] : []),
  ];
  return `${lines.join('\n')}\n\n`;
}
