import { Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { IdentityModule, Staff } from '@shuqiao/identity';
import { type Language, LANGUAGES, newId, systemActor } from '@shuqiao/kernel';
import { type Config, PlatformModule } from '@shuqiao/platform';
import { isEmail } from 'class-validator';

export interface NewAdministrator {
  readonly email: string;
  readonly displayName: string;
  readonly language: Language;
}

/** Reads `EMAIL NAME LANGUAGE`. @throws Error that says what is wrong. */
export function readAdministrator([
  email = '',
  displayName = '',
  language = 'zh',
]: readonly string[]): NewAdministrator {
  const known = LANGUAGES.find((candidate) => candidate === language);
  if (!isEmail(email) || !displayName.trim() || displayName.length > 200 || !known) {
    throw new Error(`Usage: administrator-invite EMAIL NAME [${LANGUAGES.join(' | ')}]`);
  }
  return { email: email.toLowerCase(), displayName: displayName.trim(), language: known };
}

/**
 * Invites an administrator without being one: how the first gets in. The worker mails the link; nothing that opens
 * the account is printed. Returns the account's id.
 */
export async function inviteAdministrator(config: Config, administrator: NewAdministrator): Promise<string> {
  @Module({
    imports: [PlatformModule.forRoot({ config, role: 'shuqiao_worker', entities: [] }), IdentityModule.forWorker()],
  })
  class CommandModule {}

  const context = await NestFactory.createApplicationContext(CommandModule, { logger: ['error'], abortOnError: false });
  try {
    const actor = systemActor(`administrator-invite:${newId()}`);
    const { id } = await context.get(Staff).invite(actor, { ...administrator, roles: ['administrator'] });
    return id;
  } finally {
    await context.close();
  }
}
