import { Controller, Delete, Get, HttpCode, Param, Post } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { Access, CurrentActor } from '@shuqiao/identity';
import type { Actor } from '@shuqiao/kernel';
import { MatchDigestLinks } from '@shuqiao/notifications';
import { RateLimit } from '@shuqiao/platform';
import { LINKS } from '../identity/limits';
import { LinkedDismissalView } from './match-digest.dto';

/** "Not for us" out of a mail, without signing in: the token says for which company and whose mail it was. */
@ApiTags('matches')
@Controller('match-dismissals/:token')
export class MatchDismissalLinksController {
  constructor(private readonly links: MatchDigestLinks) {}

  /** How it stands; changes nothing. */
  @Get()
  @Access('public')
  @RateLimit(...LINKS)
  @ApiOkResponse({ type: LinkedDismissalView })
  get(@CurrentActor() actor: Actor, @Param('token') token: string): Promise<LinkedDismissalView> {
    return this.links.dismissal(actor, token);
  }

  @Post()
  @HttpCode(200)
  @Access('public')
  @RateLimit(...LINKS)
  @ApiOkResponse({ type: LinkedDismissalView })
  dismiss(@CurrentActor() actor: Actor, @Param('token') token: string): Promise<LinkedDismissalView> {
    return this.links.dismiss(actor, token, true);
  }

  /** Takes it back. */
  @Delete()
  @Access('public')
  @RateLimit(...LINKS)
  @ApiOkResponse({ type: LinkedDismissalView })
  restore(@CurrentActor() actor: Actor, @Param('token') token: string): Promise<LinkedDismissalView> {
    return this.links.dismiss(actor, token, false);
  }
}
