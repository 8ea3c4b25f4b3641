import { Controller, Get, Header, Param, Query, StreamableFile } from '@nestjs/common';
import { ApiOkResponse } from '@nestjs/swagger';
import { Access, CurrentActor } from '@shuqiao/identity';
import type { AccountActor } from '@shuqiao/kernel';
import { EnumField, IdPipe, RateLimit, type RouteLimit } from '@shuqiao/platform';
import { CheckInCodes, CODE_FORMATS, type CodeFormat } from '@shuqiao/roadshows';

class CodeQuery {
  @EnumField(CODE_FORMATS, { optional: true, description: '`svg` unless said otherwise.' })
  format: CodeFormat = 'svg';
}

const IMAGE = { schema: { type: 'string', format: 'binary' } } as const;

/** Drawing takes longer than reading does. */
const DRAWINGS: RouteLimit[] = [{ name: 'check-in-codes.account', by: 'account', limit: 600, windowSeconds: 3600 }];

/** What a delegate shows at the door. */
@Controller('bookings')
export class CheckInCodesController {
  constructor(private readonly codes: CheckInCodes) {}

  /** The QR code of a confirmed seat, good for its session and its delegate. */
  @Get(':id/check-in-code')
  @Access('booking.view')
  @RateLimit(...DRAWINGS)
  @Header('cache-control', 'private, no-store')
  @ApiOkResponse({ content: { 'image/svg+xml': IMAGE, 'image/png': IMAGE } })
  async draw(
    @CurrentActor() actor: AccountActor,
    @Param('id', IdPipe) id: string,
    @Query() { format }: CodeQuery,
  ): Promise<StreamableFile> {
    const { content, mediaType } = await this.codes.draw(actor, id, format);
    return new StreamableFile(content, { type: mediaType, length: content.length });
  }
}
