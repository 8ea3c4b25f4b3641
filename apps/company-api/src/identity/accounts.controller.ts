import { Body, Controller, Delete, Get, Header, HttpCode, Patch, Post, Req } from '@nestjs/common';
import { ApiAcceptedResponse, ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import {
  Access,
  Accounts,
  CurrentActor,
  Passwords,
  PersonalData,
  SecondFactor,
  SecondFactorActs,
} from '@shuqiao/identity';
import type { AccountActor, Actor, JsonObject } from '@shuqiao/kernel';
import { clientNeighbourhood, IfMatch, RateLimit, RequiresIfMatch } from '@shuqiao/platform';
import type { FastifyRequest } from 'fastify';
import * as dto from './account.dto';
import { accountDocument } from './account.view';
import { PersonalDataView } from './personal-data.view';
import { CODES, EXPORTS, LINKS, MAILS, SIGN_UP } from './limits';

const ACCEPTED: dto.AcceptedView = { status: 'accepted' };

@ApiTags('accounts')
@Controller('accounts')
export class AccountsController {
  constructor(
    private readonly accounts: Accounts,
    private readonly passwords: Passwords,
    private readonly personalData: PersonalData,
    private readonly secondFactor: SecondFactor,
    private readonly secondFactorActs: SecondFactorActs,
  ) {}

  /**
   * Signs up: the link in the mail opens the choice of a password. The answer is the same for an address that has an
   * account; its holder gets a mail that says so.
   */
  @Post()
  @HttpCode(202)
  @Access('public')
  @RateLimit(...SIGN_UP)
  @ApiAcceptedResponse({ type: dto.AcceptedView })
  async signUp(@CurrentActor() actor: Actor, @Body() body: dto.SignUpDto): Promise<dto.AcceptedView> {
    const { email, displayName, language, timeZone } = body;
    await this.accounts.signUp(actor, { email, displayName, language, ...(timeZone ? { timeZone } : {}) });
    return ACCEPTED;
  }

  /** Proves the address by the token of the mailed link, and sets the password. */
  @Post('email-verification')
  @HttpCode(204)
  @Access('public')
  @RateLimit(...LINKS)
  @ApiNoContentResponse()
  async verifyEmail(
    @CurrentActor() actor: Actor,
    @Body() { token, password }: dto.EmailVerificationDto,
    @Req() { ip }: FastifyRequest,
  ): Promise<void> {
    await this.passwords.verify(actor, { token, password, place: clientNeighbourhood(ip) });
  }

  @Post('email-verification-requests')
  @HttpCode(202)
  @Access('public')
  @RateLimit(...MAILS)
  @ApiAcceptedResponse({ type: dto.AcceptedView })
  async requestVerification(@CurrentActor() actor: Actor, @Body() { email }: dto.EmailDto): Promise<dto.AcceptedView> {
    await this.accounts.requestVerification(actor, email);
    return ACCEPTED;
  }

  @Get('me')
  @Access('signed-in')
  @ApiOkResponse({ type: dto.AccountDocument })
  async me(@CurrentActor() actor: AccountActor): Promise<dto.AccountDocument> {
    return accountDocument(await this.accounts.me(actor));
  }

  @Patch('me')
  @Access('signed-in')
  @RequiresIfMatch()
  @ApiOkResponse({ type: dto.AccountDocument })
  async update(
    @CurrentActor() actor: AccountActor,
    @IfMatch() version: number,
    @Body() { displayName, language, timeZone }: dto.AccountChangesDto,
  ): Promise<dto.AccountDocument> {
    return accountDocument(await this.accounts.update(actor, version, { displayName, language, timeZone }));
  }

  /** Everything that the portal keeps about the holder; no secrets. */
  @Get('me/export')
  @Access('signed-in')
  @RateLimit(...EXPORTS)
  @Header('cache-control', 'no-store')
  @Header('content-disposition', 'attachment; filename="shuqiao-account.json"')
  @ApiOkResponse({ type: PersonalDataView })
  exportData(@CurrentActor() actor: AccountActor): Promise<JsonObject> {
    return this.personalData.export(actor);
  }

  /** Erases the account for good. Refused while a company would be left without an owner. */
  @Post('me/erasure')
  @HttpCode(204)
  @Access('signed-in')
  @ApiNoContentResponse()
  async erase(@CurrentActor() actor: AccountActor, @Body() { password }: dto.ErasureDto): Promise<void> {
    await this.personalData.erase(actor, password);
  }

  /** Changes the password and ends the other sessions. */
  @Post('me/password')
  @HttpCode(204)
  @Access('signed-in')
  @ApiNoContentResponse()
  async changePassword(@CurrentActor() actor: AccountActor, @Body() body: dto.PasswordChangeDto): Promise<void> {
    await this.passwords.change(actor, body.currentPassword, body.newPassword);
  }

  /** Begins with a second factor, which takes the password. */
  @Post('me/second-factor')
  @Access('signed-in')
  @Header('cache-control', 'no-store')
  @ApiCreatedResponse({ type: dto.EnrolmentView })
  beginSecondFactor(
    @CurrentActor() actor: AccountActor,
    @Body() { password }: dto.SecondFactorEnrolmentDto,
  ): Promise<dto.EnrolmentView> {
    return this.secondFactorActs.beginOwn(actor, password);
  }

  @Post('me/second-factor/confirmation')
  @HttpCode(200)
  @Access('signed-in')
  @RateLimit(...CODES)
  @Header('cache-control', 'no-store')
  @ApiOkResponse({ type: dto.RecoveryCodesView })
  async confirmSecondFactor(
    @CurrentActor() actor: AccountActor,
    @Body() { code }: dto.CodeDto,
  ): Promise<dto.RecoveryCodesView> {
    return { recoveryCodes: await this.secondFactor.confirm(actor, code) };
  }

  @Delete('me/second-factor')
  @HttpCode(204)
  @Access('signed-in')
  @ApiNoContentResponse()
  async removeSecondFactor(
    @CurrentActor() actor: AccountActor,
    @Body() body: dto.SecondFactorRemovalDto,
  ): Promise<void> {
    await this.secondFactorActs.removeOwn(actor, body.password, body.code);
  }
}
