import { Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Access, CurrentActor } from '@shuqiao/identity';
import type { Actor } from '@shuqiao/kernel';
import { MatchDigestLinks } from '@shuqiao/notifications';
import { RateLimit } from '@shuqiao/platform';
import { LINKS } from '../identity/limits';
import { HtmlPage } from '../pages/html-page';
import { dismissalPage, MAIL_LINK_POLICY, subscriptionPage } from './mail-link.page';

/**
 * Where the links of a digest lead: small pages without a script, whose one button posts. Opening a page changes nothing,
 * since mail scanners open links. A page is good in every mail program and needs no client.
 */
@ApiTags('matches')
@Controller()
export class MailLinkPagesController {
  constructor(private readonly links: MatchDigestLinks) {}

  @Get('match-dismissals/:token/page')
  @Access('public')
  @RateLimit(...LINKS)
  @HtmlPage(MAIL_LINK_POLICY)
  async dismissal(@CurrentActor() actor: Actor, @Param('token') token: string): Promise<string> {
    return dismissalPage(await this.links.dismissal(actor, token), token, actor.language);
  }

  @Post('match-dismissals/:token/page')
  @HttpCode(200)
  @Access('public')
  @RateLimit(...LINKS)
  @HtmlPage(MAIL_LINK_POLICY)
  async dismiss(@CurrentActor() actor: Actor, @Param('token') token: string): Promise<string> {
    return dismissalPage(await this.links.dismiss(actor, token, true), token, actor.language);
  }

  @Post('match-dismissals/:token/page/restoration')
  @HttpCode(200)
  @Access('public')
  @RateLimit(...LINKS)
  @HtmlPage(MAIL_LINK_POLICY)
  async restore(@CurrentActor() actor: Actor, @Param('token') token: string): Promise<string> {
    return dismissalPage(await this.links.dismiss(actor, token, false), token, actor.language);
  }

  @Get('mail-unsubscriptions/:token/page')
  @Access('public')
  @RateLimit(...LINKS)
  @HtmlPage(MAIL_LINK_POLICY)
  async subscription(@CurrentActor() actor: Actor, @Param('token') token: string): Promise<string> {
    return subscriptionPage(await this.links.subscription(actor, token), token, actor.language);
  }

  /** Also what a mail program posts by itself (RFC 8058). */
  @Post('mail-unsubscriptions/:token/page')
  @HttpCode(200)
  @Access('public')
  @RateLimit(...LINKS)
  @HtmlPage(MAIL_LINK_POLICY)
  async unsubscribe(@CurrentActor() actor: Actor, @Param('token') token: string): Promise<string> {
    return subscriptionPage(await this.links.subscribe(actor, token, false), token, actor.language);
  }

  @Post('mail-unsubscriptions/:token/page/resumption')
  @HttpCode(200)
  @Access('public')
  @RateLimit(...LINKS)
  @HtmlPage(MAIL_LINK_POLICY)
  async resume(@CurrentActor() actor: Actor, @Param('token') token: string): Promise<string> {
    return subscriptionPage(await this.links.subscribe(actor, token, true), token, actor.language);
  }
}
