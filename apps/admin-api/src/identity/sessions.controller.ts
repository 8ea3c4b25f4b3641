import { Body, Controller, Delete, Get, Header, HttpCode, Param, Post, Req, Res, UseGuards } from '@nestjs/common';
import { ApiBody, ApiCreatedResponse, ApiHeader, ApiNoContentResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { Access, Accounts, CurrentActor, type Proof, RefreshTransport, Sessions, SignInGuard } from '@shuqiao/identity';
import type { AccountActor, Actor } from '@shuqiao/kernel';
import { IdPipe, RateLimit } from '@shuqiao/platform';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { staffAccountDocument } from './account.view';
import { REFRESH } from './limits';
import { StaffRefreshDto, StaffSessionList, StaffSignedInView, StaffSignInDto, StaffTokensView } from './session.dto';

@ApiTags('sessions')
@Controller('sessions')
export class StaffSessionsController {
  constructor(
    private readonly sessions: Sessions,
    private readonly accounts: Accounts,
    private readonly transport: RefreshTransport,
  ) {}

  /**
   * Signs in. 401 SECOND_FACTOR_REQUIRED asks for the same request with a `code`; 403 SECOND_FACTOR_ENROLMENT_REQUIRED
   * brings an `enrolmentToken`, with which a second factor is set up before signing in again.
   */
  @Post()
  @Access('public')
  @UseGuards(SignInGuard('staff', StaffSignInDto))
  @Header('cache-control', 'no-store')
  @ApiBody({ type: StaffSignInDto })
  @ApiCreatedResponse({ type: StaffSignedInView })
  async signIn(
    @CurrentActor() actor: Actor,
    @Body() { transport = 'body' }: StaffSignInDto,
    @Req() request: FastifyRequest & { user: Proof },
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<StaffSignedInView> {
    const tokens = await this.sessions.open(actor, request.user, request.headers['user-agent'] ?? null);
    const account = await this.accounts.me(await this.sessions.actorOf(tokens, actor));
    return { ...this.transport.write(reply, tokens, transport), account: staffAccountDocument(account) };
  }

  /** Gets the next access and refresh token. A refresh token is good once: using one twice ends the session. */
  @Post('refresh')
  @HttpCode(200)
  @Access('public')
  @RateLimit(...REFRESH)
  @Header('cache-control', 'no-store')
  @ApiHeader({ name: 'X-Shuqiao-Csrf', required: false, description: '`1`; needed when the cookie carries the token.' })
  @ApiOkResponse({ type: StaffTokensView })
  async refresh(
    @CurrentActor() actor: Actor,
    @Body() { refreshToken }: StaffRefreshDto,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<StaffTokensView> {
    const { token, transport } = this.transport.read(request, refreshToken);
    return this.transport.write(reply, await this.sessions.refresh(actor, token), transport);
  }

  @Get()
  @Access('signed-in')
  @ApiOkResponse({ type: StaffSessionList })
  async list(@CurrentActor() actor: AccountActor): Promise<StaffSessionList> {
    return { items: await this.sessions.list(actor) };
  }

  /** Signs out. */
  @Delete('current')
  @HttpCode(204)
  @Access('signed-in')
  @ApiNoContentResponse()
  async close(@CurrentActor() actor: AccountActor, @Res({ passthrough: true }) reply: FastifyReply): Promise<void> {
    await this.sessions.close(actor, actor.sessionId!);
    this.transport.clear(reply);
  }

  @Delete(':id')
  @HttpCode(204)
  @Access('signed-in')
  @ApiNoContentResponse()
  async closeOne(@CurrentActor() actor: AccountActor, @Param('id', IdPipe) id: string): Promise<void> {
    await this.sessions.close(actor, id);
  }

  /** Signs out everywhere. */
  @Delete()
  @HttpCode(204)
  @Access('signed-in')
  @ApiNoContentResponse()
  async closeAll(@CurrentActor() actor: AccountActor, @Res({ passthrough: true }) reply: FastifyReply): Promise<void> {
    await this.sessions.closeAll(actor);
    this.transport.clear(reply);
  }
}
