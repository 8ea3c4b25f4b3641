import { PASSWORD } from './sign-in';
import type { TestPortal } from './portal';

let counter = 0;

/** What people do who have not signed in yet, at a portal that trusts its proxy. */
export function visitorsOf(portal: () => TestPortal) {
  /** Each time in another neighbourhood, so that nobody is kept waiting for what others did. */
  const address = () => `10.${Math.floor(++counter / 250)}.${counter % 250}.9`;
  const post = (path: string, body: object, ip = address()) =>
    portal().api().post(`/api/v1/${path}`).set('x-forwarded-for', ip).send(body);
  return {
    address,
    post,
    signIn: (email: string, more: object = {}, ip = address()) =>
      post('sessions', { email, password: PASSWORD, ...more }, ip),
    refresh: (refreshToken: string) => post('sessions/refresh', { refreshToken }),
    me: (accessToken: string) =>
      portal().api().get('/api/v1/accounts/me').set('authorization', `Bearer ${accessToken}`),
  };
}
