import { Body, Controller, Delete, Get, HttpCode, Param, Patch, Post } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse } from '@nestjs/swagger';
import { Certificates } from '@shuqiao/companies';
import { Access, CurrentActor } from '@shuqiao/identity';
import type { Actor } from '@shuqiao/kernel';
import { Creates, IdPipe, IfMatch, RequiresIfMatch } from '@shuqiao/platform';
import { CertificateChangesDto, CertificateDto } from './item.dto';
import { CertificateView, certificateView } from './item.view';

/** The certificates of a company. */
@Controller('companies/:companyId/certificates')
export class CertificatesController {
  constructor(private readonly certificates: Certificates) {}

  @Get()
  @Access('company.view')
  @ApiOkResponse({ type: CertificateView, isArray: true })
  async list(@CurrentActor() actor: Actor, @Param('companyId', IdPipe) companyId: string): Promise<CertificateView[]> {
    return (await this.certificates.list(actor, companyId)).map(certificateView);
  }

  @Post()
  @Access('company.edit')
  @Creates()
  @ApiCreatedResponse({ type: CertificateView })
  async add(
    @CurrentActor() actor: Actor,
    @Param('companyId', IdPipe) companyId: string,
    @Body() body: CertificateDto,
  ): Promise<CertificateView> {
    const content = {
      name: body.name,
      scheme: body.scheme,
      issuer: body.issuer,
      number: body.number ?? null,
      validFrom: body.validFrom ?? null,
      validUntil: body.validUntil ?? null,
      fileId: body.fileId ?? null,
    };
    return certificateView(await this.certificates.add(actor, companyId, content));
  }

  @Patch(':certificateId')
  @Access('company.edit')
  @RequiresIfMatch()
  @ApiOkResponse({ type: CertificateView })
  async change(
    @CurrentActor() actor: Actor,
    @Param('companyId', IdPipe) companyId: string,
    @Param('certificateId', IdPipe) certificateId: string,
    @IfMatch() version: number,
    @Body() body: CertificateChangesDto,
  ): Promise<CertificateView> {
    const { name, scheme, issuer, number, validFrom, validUntil, fileId } = body;
    return certificateView(
      await this.certificates.change(actor, companyId, certificateId, version, {
        name,
        scheme,
        issuer,
        number,
        validFrom,
        validUntil,
        fileId,
      }),
    );
  }

  @Delete(':certificateId')
  @HttpCode(204)
  @Access('company.edit')
  @ApiNoContentResponse()
  remove(
    @CurrentActor() actor: Actor,
    @Param('companyId', IdPipe) companyId: string,
    @Param('certificateId', IdPipe) certificateId: string,
  ): Promise<void> {
    return this.certificates.remove(actor, companyId, certificateId);
  }
}
