import { Accounts, type NewAccount } from '@shuqiao/identity';
import { type StaffRole, systemActor } from '@shuqiao/kernel';
import { generateSync } from 'otplib';
import type { TestPortal } from './portal';

export const PASSWORD = 'seven herons wade past';

let counter = 0;

/** An account that signs in by `PASSWORD`, made as the demonstration set makes its own. */
export async function createAccount(
  portal: TestPortal,
  roles: StaffRole[] = [],
): Promise<{ id: string; email: string }> {
  const email = `signs-in-${++counter}-${Date.now()}@example.org`;
  const account: NewAccount = { email, password: PASSWORD, displayName: 'Rustam', language: 'ru' };
  const accounts = portal.adminApi.get(Accounts);
  const actor = systemActor('test');
  const id = roles.length
    ? await accounts.createStaff(actor, { ...account, roles })
    : await accounts.createVerifiedAccount(actor, account);
  return { id, email };
}

/** The code that an authenticator app would show at the portal's time, some steps away from it if asked. */
export function codeOf(portal: TestPortal, secret: string, steps = 0): string {
  return generateSync({ secret, epoch: Math.floor(portal.clock.now().getTime() / 1000) + steps * 30 });
}
