import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { Access, CurrentActor } from '@shuqiao/identity';
import type { Actor } from '@shuqiao/kernel';
import { Mailbox } from '@shuqiao/notifications';
import { IdPipe } from '@shuqiao/platform';
import { HtmlPage } from '../pages/html-page';
import { mailPage, MAILBOX_POLICY, mailboxPage } from './mailbox.page';
import { MailList, MailQuery } from './notification.dto';

/** The mails of the demonstration, which are not sent. Outside the demonstration all of this answers 404. */
@ApiTags('demonstration')
@Controller('demonstration')
export class MailboxController {
  constructor(private readonly mailbox: Mailbox) {}

  /** The newest 50, or those to one address. */
  @Get('mails')
  @Access('public')
  @ApiOkResponse({ type: MailList })
  async mails(@CurrentActor() actor: Actor, @Query() { to }: MailQuery) {
    return { items: await this.mailbox.list(actor, to) };
  }

  @Get('mailbox')
  @Access('public')
  @HtmlPage(MAILBOX_POLICY)
  async page(@CurrentActor() actor: Actor): Promise<string> {
    return mailboxPage(await this.mailbox.list(actor));
  }

  @Get('mailbox/:id')
  @Access('public')
  @HtmlPage(MAILBOX_POLICY)
  async mail(@CurrentActor() actor: Actor, @Param('id', IdPipe) id: string): Promise<string> {
    return mailPage(await this.mailbox.get(actor, id));
  }
}
