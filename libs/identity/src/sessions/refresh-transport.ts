import { Inject, Injectable } from '@nestjs/common';
import { Clock, DomainError } from '@shuqiao/kernel';
import { CONFIG, type Config } from '@shuqiao/platform';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { ACCESS_TOKENS, type AccessTokenSettings, type Audience } from '../access/access-token';
import { CSRF_HEADER_REQUIRED, INVALID_REFRESH_TOKEN } from '../identity.errors';
import type { SessionTokens } from './sessions.service';

/** How a client keeps its refresh token: by itself, or as a cookie that no script can read. */
export const TRANSPORTS = ['body', 'cookie'] as const;
export type Transport = (typeof TRANSPORTS)[number];

const NAMES: Readonly<Record<Audience, string>> = { company: 'shuqiao_refresh', staff: 'shuqiao_staff_refresh' };
const PATHS: Readonly<Record<Audience, string>> = { company: '/api/v1/sessions', staff: '/admin/v1/sessions' };

/** The refresh token's way to the client and back. */
@Injectable()
export class RefreshTransport {
  constructor(
    private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Config,
    @Inject(ACCESS_TOKENS) private readonly settings: AccessTokenSettings,
  ) {}

  /**
   * The refresh token of a request, from its body or else its cookie. A cookie comes by itself, so the request must
   * also carry a header that no other site can set (`SameSite=Strict` is the first defence, this the second).
   * @throws DomainError CSRF_HEADER_REQUIRED, INVALID_REFRESH_TOKEN
   */
  read(request: FastifyRequest, inBody: string | undefined): { token: string; transport: Transport } {
    if (inBody !== undefined) return { token: inBody, transport: 'body' };
    const token = request.server.parseCookie(request.headers.cookie ?? '')[NAMES[this.settings.audience]];
    if (!token) throw new DomainError(INVALID_REFRESH_TOKEN);
    if (request.headers['x-shuqiao-csrf'] !== '1') throw new DomainError(CSRF_HEADER_REQUIRED);
    return { token, transport: 'cookie' };
  }

  /** What the answer's body says of the tokens; the refresh token goes into the cookie instead when that is asked for. */
  write(reply: FastifyReply, tokens: SessionTokens, transport: Transport) {
    const { accessToken, expiresIn, refreshToken } = tokens;
    if (transport === 'body') return { accessToken, expiresIn, refreshToken };
    const maxAge = Math.max(0, Math.floor((tokens.sessionExpiresAt.getTime() - this.clock.now().getTime()) / 1000));
    void reply.setCookie(NAMES[this.settings.audience], refreshToken, { ...this.attributes(), maxAge });
    return { accessToken, expiresIn };
  }

  clear(reply: FastifyReply): void {
    void reply.clearCookie(NAMES[this.settings.audience], this.attributes());
  }

  private attributes() {
    const path = PATHS[this.settings.audience];
    return { httpOnly: true, sameSite: 'strict', path, secure: this.config.PUBLIC_URL.startsWith('https:') } as const;
  }
}
