import { Body, Controller, HttpCode, Post, Req } from '@nestjs/common';
import { ApiAcceptedResponse, ApiNoContentResponse, ApiTags } from '@nestjs/swagger';
import { Access, CurrentActor, Passwords } from '@shuqiao/identity';
import type { Actor } from '@shuqiao/kernel';
import { clientNeighbourhood, RateLimit } from '@shuqiao/platform';
import type { FastifyRequest } from 'fastify';
import { AcceptedView, EmailDto, PasswordResetDto } from './account.dto';
import { LINKS, MAILS } from './limits';

@ApiTags('accounts')
@Controller()
export class PasswordResetsController {
  constructor(private readonly passwords: Passwords) {}

  /** Mails a reset link. The answer is the same for an address without an account. */
  @Post('password-reset-requests')
  @HttpCode(202)
  @Access('public')
  @RateLimit(...MAILS)
  @ApiAcceptedResponse({ type: AcceptedView })
  async request(@CurrentActor() actor: Actor, @Body() { email }: EmailDto): Promise<AcceptedView> {
    await this.passwords.requestReset(actor, email);
    return { status: 'accepted' };
  }

  /** Sets the password and signs out everywhere. */
  @Post('password-resets')
  @HttpCode(204)
  @Access('public')
  @RateLimit(...LINKS)
  @ApiNoContentResponse()
  async reset(
    @CurrentActor() actor: Actor,
    @Body() { token, password }: PasswordResetDto,
    @Req() { ip }: FastifyRequest,
  ): Promise<void> {
    await this.passwords.reset(actor, { token, password, place: clientNeighbourhood(ip) });
  }
}
