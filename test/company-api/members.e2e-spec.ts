import { newId } from '@shuqiao/kernel';
import { tokenFor } from '../support/mail-links';
import { addMember, createFirm, createPerson, type Person } from '../support/people';
import { startTestPortal, type TestPortal } from '../support/portal';

type Method = 'get' | 'post' | 'patch' | 'delete';

describe('members', () => {
  let portal: TestPortal;
  beforeAll(async () => (portal = await startTestPortal()));
  afterAll(() => portal.stop());

  const call = (method: Method, path: string, who: Person, body?: object) => {
    const request = portal.api()[method](`/api/v1/${path}`).set('authorization', who.authorization);
    return body ? request.send(body) : request;
  };
  const changeRole = (companyId: string, target: Person, who: Person, role: string, etag = '"v1"') =>
    call('patch', `companies/${companyId}/members/${target.accountId}`, who, { role }).set('if-match', etag);
  const roleOf = async (companyId: string, { accountId }: Person) =>
    (
      await portal.database.query<{ role: string }>(
        'SELECT role FROM memberships WHERE company_id = $1 AND account_id = $2',
        [companyId, accountId],
      )
    )[0]?.role;
  const invite = (companyId: string, who: Person, email: string, role = 'editor') =>
    call('post', `companies/${companyId}/invitations`, who, { email, role, language: 'ru' });
  const accept = (id: string, who: Person) => call('post', `invitations/${tokenFor('invitation', id)}/acceptance`, who);

  async function firmWith(...roles: ('owner' | 'editor' | 'viewer')[]) {
    const owner = await createFirm(portal);
    const others = await Promise.all(roles.map(() => createPerson(portal)));
    for (const [index, person] of others.entries()) await addMember(portal, owner.companyId, person, roles[index]!);
    return { owner, companyId: owner.companyId, others };
  }

  it('are listed page by page for members only', async () => {
    const { owner, companyId, others } = await firmWith('editor', 'viewer');
    const stranger = await createFirm(portal);
    const first = await call('get', `companies/${companyId}/members?limit=2`, others[1]!).expect(200);
    const second = await call(
      'get',
      `companies/${companyId}/members?limit=2&cursor=${first.body.nextCursor}`,
      owner,
    ).expect(200);
    const seen = [...first.body.items, ...second.body.items];
    expect(seen.map(({ accountId }) => accountId).sort()).toEqual(
      [owner, ...others].map(({ accountId }) => accountId).sort(),
    );
    expect(seen.find(({ role }) => role === 'owner')).toEqual({
      accountId: owner.accountId,
      displayName: expect.any(String),
      email: owner.email,
      role: 'owner',
      since: expect.any(String),
      version: 1,
    });
    expect(second.body.nextCursor).toBeNull();
    await call('get', `companies/${companyId}/members`, stranger).expect(404);
    await call('get', `companies/${newId()}/members`, owner).expect(404);
    expect((await call('get', `companies/${companyId}/members?cursor=x`, owner)).body.errors[0].pointer).toBe(
      '?cursor',
    );
  });

  it('change roles by the owner, with the version last read', async () => {
    const { owner, companyId, others } = await firmWith('viewer', 'editor');
    const [viewer, editor] = others as [Person, Person];
    const changed = await changeRole(companyId, viewer, owner, 'editor');
    expect([changed.status, changed.body.role, changed.headers.etag]).toEqual([200, 'editor', '"v2"']);
    expect((await changeRole(companyId, viewer, owner, 'viewer')).body.code).toBe('STALE_VERSION');
    expect((await changeRole(companyId, viewer, editor, 'owner')).body.code).toBe('FORBIDDEN');
    expect((await changeRole(companyId, viewer, owner, 'king', '"v2"')).body.errors[0].pointer).toBe('/role');
    await changeRole(companyId, viewer, await createFirm(portal), 'viewer', '"v2"').expect(404);
    await changeRole(companyId, await createPerson(portal), owner, 'viewer').expect(404);
    await call('patch', `companies/${companyId}/members/${viewer.accountId}`, owner, { role: 'viewer' }).expect(428);
    expect(await roleOf(companyId, viewer)).toBe('editor');
  });

  it('lose access at once when they are removed', async () => {
    const { owner, companyId, others } = await firmWith('editor');
    const editor = others[0]!;
    await call('get', `companies/${companyId}/members`, editor).expect(200);
    await call('delete', `companies/${companyId}/members/${owner.accountId}`, editor).expect(403);
    await call('delete', `companies/${companyId}/members/${editor.accountId}`, owner).expect(204);
    await call('delete', `companies/${companyId}/members/${editor.accountId}`, owner).expect(404);
    expect((await call('get', `companies/${companyId}/members`, editor)).status).toBe(403);
    const [entry] = await portal.database.query<{ details: object }>(
      `SELECT details FROM audit_entries WHERE action = 'member.removed' AND company_id = $1 AND subject_id = $2`,
      [companyId, editor.accountId],
    );
    expect(entry!.details).toEqual({ role: 'editor' });
  });

  it('may leave, but the last owner may neither leave, nor be removed, nor step down', async () => {
    const { owner, companyId, others } = await firmWith('viewer');
    await call('delete', `companies/${companyId}/members/me`, others[0]!).expect(204);
    for (const attempt of [
      call('delete', `companies/${companyId}/members/me`, owner),
      call('delete', `companies/${companyId}/members/${owner.accountId}`, owner),
      changeRole(companyId, owner, owner, 'viewer'),
    ]) {
      const refused = await attempt;
      expect([refused.status, refused.body.code]).toEqual([409, 'LAST_OWNER']);
    }
    expect(await roleOf(companyId, owner)).toBe('owner');
  });

  it.each([
    ['leave', (id: string, who: Person) => call('delete', `companies/${id}/members/me`, who)],
    ['step down', (id: string, who: Person) => changeRole(id, who, who, 'viewer')],
  ])('keep an owner when two owners %s at once', async (_act, act) => {
    for (let round = 0; round < 5; round++) {
      const { owner, companyId, others } = await firmWith('owner');
      const answers = await Promise.all([act(companyId, owner), act(companyId, others[0]!)]);
      expect(answers.map(({ status }) => status).sort()).toEqual([
        answers.some((a) => a.status === 204) ? 204 : 200,
        409,
      ]);
      const owners = await portal.database.query(`SELECT 1 FROM memberships WHERE company_id = $1 AND role = 'owner'`, [
        companyId,
      ]);
      expect(owners).toHaveLength(1);
    }
  });

  it('keep an owner when two owners remove each other at once', async () => {
    const { owner, companyId, others } = await firmWith('owner');
    const other = others[0]!;
    const answers = await Promise.all([
      call('delete', `companies/${companyId}/members/${other.accountId}`, owner),
      call('delete', `companies/${companyId}/members/${owner.accountId}`, other),
    ]);
    expect(answers.filter(({ status }) => status === 204)).toHaveLength(1);
    expect([await roleOf(companyId, owner), await roleOf(companyId, other)].filter(Boolean)).toEqual(['owner']);
  });

  it('join by an invitation to their verified address', async () => {
    const { owner, companyId } = await firmWith();
    const guest = await createPerson(portal);
    const invited = await invite(companyId, owner, guest.email.toUpperCase());
    expect([invited.status, invited.body]).toEqual([
      201,
      expect.objectContaining({ companyId, email: guest.email, role: 'editor', language: 'ru', status: 'open' }),
    ]);
    expect(JSON.stringify(invited.body)).not.toContain(tokenFor('invitation', invited.body.id));
    const accepted = await accept(invited.body.id, guest);
    expect([accepted.status, accepted.body]).toEqual([201, { companyId, role: 'editor' }]);
    await call('get', `companies/${companyId}/members`, guest).expect(200);
    expect((await accept(invited.body.id, guest)).body.code).toBe('INVITATION_NOT_OPEN');

    const events = await portal.database.query<{ name: string; payload: object }>(
      `SELECT name, payload FROM outbox_messages WHERE payload->>'invitationId' = $1 OR payload->>'companyId' = $2 ORDER BY id`,
      [invited.body.id, companyId],
    );
    expect(events).toEqual([
      { name: 'member.invited.v1', payload: { invitationId: invited.body.id } },
      { name: 'member.joined.v1', payload: { companyId, accountId: guest.accountId } },
    ]);
    const trail = JSON.stringify(
      await portal.database.query('SELECT * FROM audit_entries WHERE company_id = $1', [companyId]),
    );
    expect(trail).toContain('invitation.accepted');
    expect(trail).not.toContain(guest.email);
  });

  it('accept an invitation once, also in parallel', async () => {
    const { owner, companyId } = await firmWith();
    const guest = await createPerson(portal);
    const { body } = await invite(companyId, owner, guest.email);
    const answers = await Promise.all([0, 1, 2, 3].map(() => accept(body.id, guest)));
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409, 409]);
  });

  it('cannot accept what was sent to another address, or was withdrawn, or is late', async () => {
    const { owner, companyId } = await firmWith();
    const [guest, other] = [await createPerson(portal), await createPerson(portal)];
    const { body } = await invite(companyId, owner, guest.email);
    for (const person of [other, await createFirm(portal), owner]) {
      const refused = await accept(body.id, person);
      expect([refused.status, refused.body.code]).toEqual([403, 'INVITATION_FOR_ANOTHER_ADDRESS']);
    }
    await call('post', 'invitations/nonsense/acceptance', guest).expect(404);
    await portal
      .api()
      .post(`/api/v1/invitations/${tokenFor('invitation', body.id)}/acceptance`)
      .expect(401);

    await call('delete', `companies/${companyId}/invitations/${body.id}`, await createFirm(portal)).expect(404);
    await call('delete', `companies/${companyId}/invitations/${body.id}`, owner).expect(204);
    expect((await call('delete', `companies/${companyId}/invitations/${body.id}`, owner)).body.code).toBe(
      'INVITATION_NOT_OPEN',
    );
    expect((await accept(body.id, guest)).body.code).toBe('INVITATION_NOT_OPEN');

    const late = await invite(companyId, owner, guest.email);
    portal.clock.advance(15 * 24 * 3_600_000);
    expect((await accept(late.body.id, guest)).body.code).toBe('INVITATION_NOT_OPEN');
    const { body: list } = await call('get', `companies/${companyId}/invitations`, owner).expect(200);
    expect(list.items.map(({ status }: { status: string }) => status)).toEqual(['expired', 'withdrawn']);
    await invite(companyId, owner, guest.email).expect(201);
    expect(await roleOf(companyId, guest)).toBeUndefined();
  });

  it('are invited once, by owners, and not when they belong already', async () => {
    const { owner, companyId, others } = await firmWith('editor');
    const guest = await createPerson(portal);
    expect((await invite(companyId, others[0]!, guest.email)).body.code).toBe('FORBIDDEN');
    await invite(companyId, await createFirm(portal), guest.email).expect(404);
    expect((await invite(companyId, owner, others[0]!.email)).body.code).toBe('ALREADY_MEMBER');
    const parallel = await Promise.all([0, 1, 2].map(() => invite(companyId, owner, guest.email)));
    expect(parallel.map(({ status }) => status).sort()).toEqual([201, 409, 409]);
    expect(parallel.find(({ status }) => status === 409)!.body.code).toBe('INVITATION_EXISTS');
    expect((await invite(companyId, owner, 'nobody', 'editor')).body.errors[0].pointer).toBe('/email');
    await call('get', `companies/${companyId}/invitations`, others[0]!).expect(403);
  });

  it('get the first answer again when an invitation is repeated with its key', async () => {
    const { owner, companyId } = await firmWith();
    const guest = await createPerson(portal);
    const send = () => invite(companyId, owner, guest.email).set('idempotency-key', `invite-${guest.accountId}`);
    const [first, second] = [await send(), await send()];
    expect([first.status, second.status, second.body]).toEqual([201, 201, first.body]);
    expect(second.headers['idempotency-replayed']).toBe('true');
  });
});
