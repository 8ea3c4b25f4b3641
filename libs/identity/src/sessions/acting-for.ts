import type { AccountActor, Actor } from '@shuqiao/kernel';
import type { Audience } from '../access/access-token';

/** The actor of a request by which somebody has just proved who he is, though he came in without a session. */
export function actingFor(actor: Actor, accountId: string, audience: Audience): AccountActor {
  return { ...actor, kind: audience === 'staff' ? 'staff' : 'account', accountId };
}
