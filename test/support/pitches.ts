import type { Person } from './people';
import type { TestPortal } from './portal';

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
