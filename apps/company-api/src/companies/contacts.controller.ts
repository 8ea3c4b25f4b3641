import { Body, Controller, Delete, Get, HttpCode, Param, Patch, Post } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse } from '@nestjs/swagger';
import { Contacts } from '@shuqiao/companies';
import { Access, CurrentActor } from '@shuqiao/identity';
import type { Actor } from '@shuqiao/kernel';
import { Creates, IdPipe, IfMatch, RequiresIfMatch } from '@shuqiao/platform';
import { ContactChangesDto, ContactPersonDto } from './item.dto';
import { ContactView, contactView } from './item.view';

/** The contact persons of a company: seen by its own editors only; listing is the export, deleting erases. */
@Controller('companies/:companyId/contacts')
export class ContactsController {
  constructor(private readonly contacts: Contacts) {}

  @Get()
  @Access('contact.view')
  @ApiOkResponse({ type: ContactView, isArray: true })
  async list(@CurrentActor() actor: Actor, @Param('companyId', IdPipe) companyId: string): Promise<ContactView[]> {
    return (await this.contacts.list(actor, companyId)).map(contactView);
  }

  @Post()
  @Access('company.edit')
  @Creates()
  @ApiCreatedResponse({ type: ContactView })
  async add(
    @CurrentActor() actor: Actor,
    @Param('companyId', IdPipe) companyId: string,
    @Body() body: ContactPersonDto,
  ): Promise<ContactView> {
    const content = {
      name: body.name,
      position: body.position ?? null,
      email: body.email,
      phone: body.phone ?? null,
      languages: body.languages,
    };
    return contactView(await this.contacts.add(actor, companyId, content, body.consent));
  }

  @Patch(':contactId')
  @Access('company.edit')
  @RequiresIfMatch()
  @ApiOkResponse({ type: ContactView })
  async change(
    @CurrentActor() actor: Actor,
    @Param('companyId', IdPipe) companyId: string,
    @Param('contactId', IdPipe) contactId: string,
    @IfMatch() version: number,
    @Body() body: ContactChangesDto,
  ): Promise<ContactView> {
    const { name, position, email, phone, languages } = body;
    return contactView(
      await this.contacts.change(actor, companyId, contactId, version, { name, position, email, phone, languages }),
    );
  }

  @Delete(':contactId')
  @HttpCode(204)
  @Access('company.edit')
  @ApiNoContentResponse()
  remove(
    @CurrentActor() actor: Actor,
    @Param('companyId', IdPipe) companyId: string,
    @Param('contactId', IdPipe) contactId: string,
  ): Promise<void> {
    return this.contacts.remove(actor, companyId, contactId);
  }
}
