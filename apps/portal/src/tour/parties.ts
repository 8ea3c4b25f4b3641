import type { HttpClient } from '../client/http-client';

/** The two who meet on the tour. */
export interface Parties {
  readonly firm: HttpClient;
  readonly agency: HttpClient;
  readonly companyId: string;
  readonly demandId: string;
}
