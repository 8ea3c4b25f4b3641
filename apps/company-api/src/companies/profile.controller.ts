import { Body, Controller, Delete, Get, HttpCode, Param, Patch, Post } from '@nestjs/common';
import { ApiNoContentResponse, ApiOkResponse } from '@nestjs/swagger';
import { CompanyDeletion, CompanyWithdrawal, LegalChanges, Profiles, Renewals, Submissions } from '@shuqiao/companies';
import { Access, CurrentActor } from '@shuqiao/identity';
import type { Actor } from '@shuqiao/kernel';
import { IdPipe, IfMatch, RequiresIfMatch } from '@shuqiao/platform';
import { ProfileChangesDto } from './company.dto';
import { ProfileView, profileView } from './profile.view';

@Controller('companies/:companyId')
export class ProfileController {
  constructor(
    private readonly profiles: Profiles,
    private readonly submissions: Submissions,
    private readonly legalChanges: LegalChanges,
    private readonly renewals: Renewals,
    private readonly deletion: CompanyDeletion,
    private readonly withdrawal: CompanyWithdrawal,
  ) {}

  @Get('profile')
  @Access('company.view')
  @ApiOkResponse({ type: ProfileView })
  async get(@CurrentActor() actor: Actor, @Param('companyId', IdPipe) companyId: string): Promise<ProfileView> {
    return profileView(await this.profiles.get(actor, companyId), actor.language);
  }

  @Patch('profile')
  @Access('company.edit')
  @RequiresIfMatch()
  @ApiOkResponse({ type: ProfileView })
  async update(
    @CurrentActor() actor: Actor,
    @Param('companyId', IdPipe) companyId: string,
    @IfMatch() version: number,
    @Body() body: ProfileChangesDto,
  ): Promise<ProfileView> {
    const { legalName, country, registrationNumbers, kind, names, description } = body;
    const { targetCountries, languages, headcount, foundingYear, website, capabilities } = body;
    const profile = await this.profiles.update(actor, companyId, version, {
      ...{ legalName, country, registrationNumbers, kind, names, description },
      ...{ targetCountries, languages, headcount, foundingYear, website, capabilities },
    });
    return profileView(profile, actor.language);
  }

  /** Deletes a draft that was never submitted, with its files, contact persons, invitations and members. */
  @Delete()
  @HttpCode(204)
  @Access('company.delete')
  @RequiresIfMatch()
  @ApiNoContentResponse()
  delete(
    @CurrentActor() actor: Actor,
    @Param('companyId', IdPipe) companyId: string,
    @IfMatch() version: number,
  ): Promise<void> {
    return this.deletion.deleteDraft(actor, companyId, version);
  }

  /** Leaves the portal for good with a company that was once submitted: page, demands, answers, seats, contact persons. */
  @Post('withdrawal')
  @HttpCode(200)
  @Access('company.withdraw')
  @RequiresIfMatch()
  @ApiOkResponse({ type: ProfileView })
  async withdraw(
    @CurrentActor() actor: Actor,
    @Param('companyId', IdPipe) companyId: string,
    @IfMatch() version: number,
  ): Promise<ProfileView> {
    await this.withdrawal.withdraw(actor, companyId, version);
    return this.get(actor, companyId);
  }

  @Post('submission')
  @HttpCode(200)
  @Access('company.submit')
  @ApiOkResponse({ type: ProfileView })
  async submit(@CurrentActor() actor: Actor, @Param('companyId', IdPipe) companyId: string): Promise<ProfileView> {
    await this.submissions.submit(actor, companyId);
    return this.get(actor, companyId);
  }

  /** Asks for checks to be done again that have run out or are about to, or answers a renewal that was returned. */
  @Post('renewal')
  @HttpCode(200)
  @Access('company.submit')
  @ApiOkResponse({ type: ProfileView })
  async renew(@CurrentActor() actor: Actor, @Param('companyId', IdPipe) companyId: string): Promise<ProfileView> {
    await this.renewals.submit(actor, companyId);
    return this.get(actor, companyId);
  }

  @Delete('legal-change')
  @HttpCode(204)
  @Access('company.submit')
  @ApiNoContentResponse()
  withdrawLegalChange(@CurrentActor() actor: Actor, @Param('companyId', IdPipe) companyId: string): Promise<void> {
    return this.legalChanges.withdraw(actor, companyId);
  }
}
