import { Body, Controller, Get, Put } from '@nestjs/common';
import { ApiOkResponse } from '@nestjs/swagger';
import { Access, CurrentActor } from '@shuqiao/identity';
import type { AccountActor } from '@shuqiao/kernel';
import { IfMatch, RequiresIfMatch } from '@shuqiao/platform';
import { ReminderPreferences, type ReminderSettingsView } from '@shuqiao/roadshows';
import { RemindersDto, RemindersView } from './calendar.dto';

/** Whether one is reminded of the sessions in which one has a seat. */
@Controller('accounts/me/reminders')
export class RemindersController {
  constructor(private readonly preferences: ReminderPreferences) {}

  @Get()
  @Access('signed-in')
  @ApiOkResponse({ type: RemindersView })
  get(@CurrentActor() actor: AccountActor): Promise<ReminderSettingsView> {
    return this.preferences.get(actor);
  }

  @Put()
  @Access('signed-in')
  @RequiresIfMatch()
  @ApiOkResponse({ type: RemindersView })
  set(
    @CurrentActor() actor: AccountActor,
    @IfMatch() version: number,
    @Body() { dayBefore, hourBefore }: RemindersDto,
  ): Promise<ReminderSettingsView> {
    return this.preferences.set(actor, version, { dayBefore, hourBefore });
  }
}
