import { Body, Controller, Header, HttpCode, Post, Req } from '@nestjs/common';
import { ApiAcceptedResponse, ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { Access, CurrentActor, Passwords, SecondFactorActs } from '@shuqiao/identity';
import type { Actor } from '@shuqiao/kernel';
import { clientNeighbourhood, RateLimit } from '@shuqiao/platform';
import type { FastifyRequest } from 'fastify';
import * as dto from './account.dto';
import { LINKS, MAILS } from './limits';

/** What staff do before they have a session: setting a password by a mailed link, and the first second factor. */
@ApiTags('account')
@Controller()
export class CredentialsController {
  constructor(
    private readonly passwords: Passwords,
    private readonly secondFactorActs: SecondFactorActs,
  ) {}

  /** Mails a reset link. The answer is the same for an address that is nobody's. */
  @Post('password-reset-requests')
  @HttpCode(202)
  @Access('public')
  @RateLimit(...MAILS)
  @ApiAcceptedResponse({ type: dto.StaffAcceptedView })
  async requestReset(
    @CurrentActor() actor: Actor,
    @Body() { email }: dto.StaffEmailDto,
  ): Promise<dto.StaffAcceptedView> {
    await this.passwords.requestReset(actor, email);
    return { status: 'accepted' };
  }

  /** Sets the password by the link of an invitation or of a reset, and signs out everywhere. */
  @Post('password-resets')
  @HttpCode(204)
  @Access('public')
  @RateLimit(...LINKS)
  @ApiNoContentResponse()
  async reset(
    @CurrentActor() actor: Actor,
    @Body() { token, password }: dto.StaffPasswordResetDto,
    @Req() { ip }: FastifyRequest,
  ): Promise<void> {
    await this.passwords.reset(actor, { token, password, place: clientNeighbourhood(ip) });
  }

  /** Begins with a second factor by the `enrolmentToken` of a sign-in that was refused for the lack of one. */
  @Post('second-factor-enrolments')
  @Access('public')
  @RateLimit(...LINKS)
  @Header('cache-control', 'no-store')
  @ApiCreatedResponse({ type: dto.StaffEnrolmentView })
  beginEnrolment(
    @CurrentActor() actor: Actor,
    @Body() { enrolmentToken }: dto.EnrolmentDto,
  ): Promise<dto.StaffEnrolmentView> {
    return this.secondFactorActs.beginByToken(actor, enrolmentToken);
  }

  /** Confirms it; then signing in with a code works. */
  @Post('second-factor-enrolments/confirmation')
  @HttpCode(200)
  @Access('public')
  @RateLimit(...LINKS)
  @Header('cache-control', 'no-store')
  @ApiOkResponse({ type: dto.StaffRecoveryCodesView })
  async confirmEnrolment(
    @CurrentActor() actor: Actor,
    @Body() { enrolmentToken, code }: dto.EnrolmentConfirmationDto,
  ): Promise<dto.StaffRecoveryCodesView> {
    return { recoveryCodes: await this.secondFactorActs.confirmByToken(actor, enrolmentToken, code) };
  }
}
