import { Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Access, CurrentActor } from '@shuqiao/identity';
import type { Actor } from '@shuqiao/kernel';
import { SavedSearches } from '@shuqiao/matching';
import { RateLimit } from '@shuqiao/platform';
import { LINKS } from '../identity/limits';
import { HtmlPage } from '../pages/html-page';
import { askPage, donePage, UNSUBSCRIPTION_POLICY } from './unsubscription.page';

/** Where the link in a mail about a saved search leads: no signing in, and nothing done by looking (RFC 8058). */
@ApiTags('saved-searches')
@Controller('saved-search-unsubscriptions')
export class SavedSearchUnsubscriptionsController {
  constructor(private readonly searches: SavedSearches) {}

  /** A page with one button. */
  @Get(':token')
  @Access('public')
  @RateLimit(...LINKS)
  @HtmlPage(UNSUBSCRIPTION_POLICY)
  async ask(@CurrentActor() actor: Actor, @Param('token') token: string): Promise<string> {
    const name = await this.searches.named(actor, token);
    return name === null ? donePage(actor.language) : askPage(actor.language, name);
  }

  /** Ends the mails of that search; repeating it changes nothing. */
  @Post(':token')
  @HttpCode(200)
  @Access('public')
  @RateLimit(...LINKS)
  @HtmlPage(UNSUBSCRIPTION_POLICY)
  async end(@CurrentActor() actor: Actor, @Param('token') token: string): Promise<string> {
    await this.searches.unsubscribe(actor, token);
    return donePage(actor.language);
  }
}
