import { Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { Access, CurrentActor } from '@shuqiao/identity';
import type { Actor } from '@shuqiao/kernel';
import { NotificationList } from '@shuqiao/notifications';
import { IdPipe } from '@shuqiao/platform';
import { NotificationItem, NotificationPage, NotificationQuery } from './notification.dto';

@ApiTags('notifications')
@Controller('notifications')
export class NotificationsController {
  constructor(private readonly notifications: NotificationList) {}

  /** What I was told, the newest first. */
  @Get()
  @Access('signed-in')
  @ApiOkResponse({ type: NotificationPage })
  list(@CurrentActor() actor: Actor, @Query() { limit, cursor, unread = false }: NotificationQuery) {
    return this.notifications.list(actor, { limit, cursor }, unread);
  }

  @Post(':id/read')
  @HttpCode(200)
  @Access('signed-in')
  @ApiOkResponse({ type: NotificationItem })
  markRead(@CurrentActor() actor: Actor, @Param('id', IdPipe) id: string) {
    return this.notifications.markRead(actor, id);
  }
}
