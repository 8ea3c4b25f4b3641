import type { AddressInfo } from 'node:net';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import {
  approve,
  registerCompany,
  submitDemand,
  untilPublished,
  untilVerified,
} from '../../apps/portal/src/client/acts';
import { HttpClient } from '../../apps/portal/src/client/http-client';
import type { DemonstrationFirm } from '../../apps/portal/src/demonstration/content';
import { DEMANDS } from '../../apps/portal/src/demonstration/demands';
import { DOMESTIC_FIRMS } from '../../apps/portal/src/demonstration/domestic-firms';
import { FOREIGN_FIRMS } from '../../apps/portal/src/demonstration/foreign-firms';
import { holdRoadshow } from '../../apps/portal/src/demonstration/roadshow';
import { createPerson, createStaff, type Person } from './people';
import type { JsonObject } from '@shuqiao/kernel';
import { pitchBody } from './pitches';
import type { TestPortal } from './portal';

/** Other people's affairs, in every state that a route can be about. */
export interface StrangersWorld {
  /** The stranger's id that stands for a parameter of a route. */
  idFor(path: string, parameter: string): string;
  /** Texts that only the strangers themselves may read. */
  readonly secrets: readonly string[];
}

/** Makes a firm and an agency that found each other, by using the portal over HTTP with its worker running. */
export async function createStrangersWorld(portal: TestPortal): Promise<StrangersWorld> {
  const companyBase = await listen(portal.companyApi);
  const adminBase = await listen(portal.adminApi);
  const staff = async (...roles: Parameters<typeof createStaff>[1][]) =>
    client(adminBase, '/admin/v1', await createStaff(portal, ...roles));
  const reviewers = { first: await staff('reviewer'), second: await staff('reviewer') };
  await portal.worker.jobs.start();
  const register = async (content: DemonstrationFirm | undefined) => {
    if (!content) throw new Error('The demonstration has lost a firm');
    const person = await createPerson(portal);
    const http = client(companyBase, '/api/v1', person);
    const companyId = await registerCompany(http, content);
    await approve(reviewers, companyId);
    await untilVerified(http, companyId);
    return { person, http, companyId, content };
  };
  const firm = await register(DOMESTIC_FIRMS[0]);
  const agency = await register(FOREIGN_FIRMS[0]);
  const [content] = DEMANDS;
  if (!content) throw new Error('The demonstration has lost a demand');
  const demandId = await submitDemand(agency.http, agency.companyId, content);
  await approve(reviewers, demandId);
  await untilPublished(agency.http, demandId);
  const [sessionId] = await holdRoadshow(await staff('event_manager'));
  const { body: booking } = await firm.http.post(`/roadshow-sessions/${sessionId}/bookings`, {
    companyId: firm.companyId,
  });
  const { body: pitch } = await firm.http.post(`/companies/${firm.companyId}/pitches`, {
    ...(pitchBody({ ...firm.person, companyId: firm.companyId }, booking.roadshowId as string) as JsonObject),
  });
  const { body: eoi } = await firm.http.post(`/companies/${firm.companyId}/eois`, { demandId });
  const { body: search } = await firm.http.post('/saved-searches', {
    name: 'Ports',
    kind: 'demand',
    query: { q: 'port' },
  });
  await portal.worker.jobs.stop();
  const sessions = await portal.database.query<{ id: string }>('SELECT id FROM sessions WHERE account_id = $1', [
    firm.person.accountId,
  ]);
  const ids: Record<string, string> = {
    demandId,
    sessionId: sessionId ?? '',
    accountId: firm.person.accountId,
    'bookings/:id': booking.id as string,
    'pitches/:id': pitch.id as string,
    roadshowId: booking.roadshowId as string,
    'eois/:id': eoi.id as string,
    'saved-searches/:id': search.id as string,
    'sessions/:id': sessions[0]?.id ?? '',
  };
  return {
    idFor: (path, parameter) => {
      if (parameter === 'companyId') return path.includes('demands/') ? agency.companyId : firm.companyId;
      const named = Object.keys(ids).find((key) => key === parameter || (key.includes('/') && path.includes(key)));
      return named ? (ids[named] ?? '') : firm.companyId;
    },
    secrets: [firm, agency].flatMap(({ person, content: { contact } }) => [person.email, contact.phone, contact.name]),
  };
}

function client(base: string, prefix: '/api/v1' | '/admin/v1', person: Person): HttpClient {
  return new HttpClient(base, prefix, { language: 'en' }).withToken(person.authorization.replace('Bearer ', ''));
}

async function listen(app: NestFastifyApplication): Promise<string> {
  await app.listen(0, '127.0.0.1');
  return `http://127.0.0.1:${(app.getHttpServer().address() as AddressInfo).port}`;
}
