import { mailedToken } from './mail-links';
import type { TestPortal } from './portal';
import { PASSWORD } from './sign-in';
import { visitorsOf } from './visitor';

let counter = 0;

/** How people come to an account: they sign up, and choose a password with the link that is mailed to them. */
export function signUpsAt(portal: () => TestPortal) {
  const { post, signIn } = visitorsOf(portal);
  const email = () => `holder-${++counter}@example.org`;
  const body = (address: string, more: object = {}) => ({
    email: address,
    displayName: 'Aigerim',
    language: 'ru',
    ...more,
  });
  const verify = (token: string, password = PASSWORD) => post('accounts/email-verification', { token, password });
  return {
    post,
    signIn: (address: string, password = PASSWORD) => signIn(address, { password }),
    email,
    body,
    verify,
    async verified(address = email()): Promise<string> {
      await post('accounts', body(address)).expect(202);
      await verify(await mailedToken(portal(), address, 'email_verification')).expect(204);
      return address;
    },
  };
}
