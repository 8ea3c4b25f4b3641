import { decide } from './demands';
import type { Person } from './people';
import type { TestPortal } from './portal';
import { type deskOf, idOf } from './roadshows';

export type Firm = Person & { companyId: string };

export function pitchBody(firm: Firm, roadshowId: string, changes: object = {}) {
  return {
    roadshowId,
    title: { lang: 'zh', text: '智慧港口操作系统' },
    abstract: { lang: 'zh', text: '码头作业全流程数字化，已在三个港口上线。' },
    languages: ['zh', 'ru'],
    productId: null,
    demandId: null,
    speakerAccountIds: [firm.accountId],
    ...changes,
  };
}

/** A company's requests about its pitches. */
export function pitchesOf(portal: TestPortal, firm: Firm) {
  const { authorization } = firm;
  const post = (path: string, body: object = {}) =>
    portal.api().post(`/api/v1/${path}`).set({ authorization }).send(body);
  return {
    apply: (roadshowId: string, changes: object = {}) =>
      post(`companies/${firm.companyId}/pitches`, pitchBody(firm, roadshowId, changes)),
    get: (path: string) => portal.api().get(`/api/v1/${path}`).set({ authorization }),
    resubmit: (id: string, version: number, body: object) =>
      portal
        .api()
        .put(`/api/v1/pitches/${id}/submission`)
        .set({ authorization, 'if-match': `"v${version}"` })
        .send(body),
    withdraw: (id: string) => post(`pitches/${id}/withdrawal`),
    upload: (id: string, content: string, name = 'slides.txt') =>
      portal
        .api()
        .post(`/api/v1/pitches/${id}/slides`)
        .set({ authorization })
        .attach('file', Buffer.from(content), name),
  };
}

/** What the secretariat does about pitches, and what became of them. */
export function pitchDeskOf(portal: TestPortal, desk: ReturnType<typeof deskOf>, reviewer: Person) {
  const versionOf = async (id: string): Promise<number> => (await desk.get(`pitches/${id}`)).body.version;
  return {
    accepted: async (firm: Firm, roadshow: string, changes: object = {}): Promise<string> => {
      const id = idOf(await pitchesOf(portal, firm).apply(roadshow, changes), 201);
      await decide(portal, reviewer, id, 'approved');
      return id;
    },
    versionOf,
    place: async (id: string, sessionId: string, time: object) =>
      desk.put(`pitches/${id}/slot`, await versionOf(id), { sessionId, ...time }),
    actsOn: async (id: string): Promise<string[]> =>
      (
        await portal.database.query<{ action: string }>(
          'SELECT action FROM audit_entries WHERE subject_id = $1 ORDER BY at, id',
          [id],
        )
      ).map(({ action }) => action),
    eventsOf: async (id: string): Promise<string[]> =>
      (
        await portal.database.query<{ name: string }>(
          `SELECT name FROM outbox_messages WHERE payload ->> 'pitchId' = $1 ORDER BY created_at, id`,
          [id],
        )
      ).map(({ name }) => name),
    noticesOf: async (person: Person, id: string): Promise<string[]> =>
      (
        await portal.database.query<{ kind: string }>(
          `SELECT kind FROM notifications WHERE account_id = $1 AND ids ->> 'pitchId' = $2 ORDER BY created_at, id`,
          [person.accountId, id],
        )
      ).map(({ kind }) => kind),
  };
}
