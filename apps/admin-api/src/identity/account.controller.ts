import { Body, Controller, Delete, Get, Header, HttpCode, Patch, Post } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { Access, Accounts, CurrentActor, Passwords, SecondFactor, SecondFactorActs } from '@shuqiao/identity';
import type { AccountActor } from '@shuqiao/kernel';
import { IfMatch, RateLimit, RequiresIfMatch } from '@shuqiao/platform';
import * as dto from './account.dto';
import { staffAccountDocument } from './account.view';
import { CODES } from './limits';
import { StaffAccountDocument } from './session.dto';

/** What a member of staff does with the own account. */
@ApiTags('account')
@Controller('me')
export class AccountController {
  constructor(
    private readonly accounts: Accounts,
    private readonly passwords: Passwords,
    private readonly secondFactor: SecondFactor,
    private readonly secondFactorActs: SecondFactorActs,
  ) {}

  @Get()
  @Access('signed-in')
  @ApiOkResponse({ type: StaffAccountDocument })
  async me(@CurrentActor() actor: AccountActor): Promise<StaffAccountDocument> {
    return staffAccountDocument(await this.accounts.me(actor));
  }

  @Patch()
  @Access('signed-in')
  @RequiresIfMatch()
  @ApiOkResponse({ type: StaffAccountDocument })
  async update(
    @CurrentActor() actor: AccountActor,
    @IfMatch() version: number,
    @Body() { displayName, language, timeZone }: dto.StaffAccountChangesDto,
  ): Promise<StaffAccountDocument> {
    return staffAccountDocument(await this.accounts.update(actor, version, { displayName, language, timeZone }));
  }

  /** Changes the password and ends the other sessions. */
  @Post('password')
  @HttpCode(204)
  @Access('signed-in')
  @ApiNoContentResponse()
  async changePassword(@CurrentActor() actor: AccountActor, @Body() body: dto.StaffPasswordChangeDto): Promise<void> {
    await this.passwords.change(actor, body.currentPassword, body.newPassword);
  }

  /** Begins with a second factor, which takes the password. */
  @Post('second-factor')
  @Access('signed-in')
  @Header('cache-control', 'no-store')
  @ApiCreatedResponse({ type: dto.StaffEnrolmentView })
  beginSecondFactor(
    @CurrentActor() actor: AccountActor,
    @Body() { password }: dto.StaffSecondFactorEnrolmentDto,
  ): Promise<dto.StaffEnrolmentView> {
    return this.secondFactorActs.beginOwn(actor, password);
  }

  @Post('second-factor/confirmation')
  @HttpCode(200)
  @Access('signed-in')
  @RateLimit(...CODES)
  @Header('cache-control', 'no-store')
  @ApiOkResponse({ type: dto.StaffRecoveryCodesView })
  async confirmSecondFactor(
    @CurrentActor() actor: AccountActor,
    @Body() { code }: dto.StaffCodeDto,
  ): Promise<dto.StaffRecoveryCodesView> {
    return { recoveryCodes: await this.secondFactor.confirm(actor, code) };
  }

  /** Refused outside demonstration mode, where staff must have a second factor. */
  @Delete('second-factor')
  @HttpCode(204)
  @Access('signed-in')
  @ApiNoContentResponse()
  async removeSecondFactor(
    @CurrentActor() actor: AccountActor,
    @Body() body: dto.StaffSecondFactorRemovalDto,
  ): Promise<void> {
    await this.secondFactorActs.removeOwn(actor, body.password, body.code);
  }
}
