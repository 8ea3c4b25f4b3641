import { Body, Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import { ApiOkResponse } from '@nestjs/swagger';
import { Access, CurrentActor } from '@shuqiao/identity';
import type { Actor } from '@shuqiao/kernel';
import { IdPipe } from '@shuqiao/platform';
import { type CheckInList, CheckIns, type ScanResult } from '@shuqiao/roadshows';
import { CheckInListView, ScanBatchDto, ScanBatchView, ScanDto, ScanResultView } from './check-in.dto';

/** The door of a session. */
@Controller('roadshow-sessions/:sessionId')
export class CheckInsController {
  constructor(private readonly checkIns: CheckIns) {}

  /** Fetched before, it lets a door check codes while the connection is down. */
  @Get('check-in-list')
  @Access('attendance.record')
  @ApiOkResponse({ type: CheckInListView })
  list(@CurrentActor() actor: Actor, @Param('sessionId', IdPipe) sessionId: string): Promise<CheckInList> {
    return this.checkIns.list(actor, sessionId);
  }

  @Post('check-ins')
  @HttpCode(200)
  @Access('attendance.record')
  @ApiOkResponse({ type: ScanResultView })
  async record(
    @CurrentActor() actor: Actor,
    @Param('sessionId', IdPipe) sessionId: string,
    @Body() { id, code, scannedAt }: ScanDto,
  ): Promise<ScanResult | undefined> {
    const [result] = await this.checkIns.record(actor, sessionId, [{ id, code, scannedAt }]);
    return result;
  }

  /** Scans made without a connection; the same batch may be sent as often as it takes. */
  @Post('check-in-batches')
  @HttpCode(200)
  @Access('attendance.record')
  @ApiOkResponse({ type: ScanBatchView })
  async recordAll(
    @CurrentActor() actor: Actor,
    @Param('sessionId', IdPipe) sessionId: string,
    @Body() { scans }: ScanBatchDto,
  ): Promise<{ results: ScanResult[] }> {
    return { results: await this.checkIns.record(actor, sessionId, scans) };
  }
}
