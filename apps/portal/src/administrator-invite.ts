import { readConfig } from '@shuqiao/platform';
import { inviteAdministrator, readAdministrator } from './administrator';

/** `administrator-invite EMAIL NAME [LANGUAGE]`: mails the first administrator a link to set a password. */
async function main(): Promise<void> {
  // Started by role, the role's name is the first argument.
  const given = process.argv.slice(2);
  const administrator = readAdministrator(given[0] === 'administrator-invite' ? given.slice(1) : given);
  await inviteAdministrator(readConfig(process.env), administrator);
  console.log(
    `Invited ${administrator.email}. The mail leaves as soon as a worker runs; its link is good for 72 hours.`,
  );
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
