import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { Access, CurrentActor } from '@shuqiao/identity';
import type { AccountActor } from '@shuqiao/kernel';
import { Creates, IdPipe } from '@shuqiao/platform';
import { MatchmakingCatalogue, type Participation, Participations, type PublicDay } from '@shuqiao/roadshows';
import { JoinDto, ParticipationView, PublicDayView } from './matchmaking.dto';
import { contentOf } from './participation-content';

/** Days of one-to-one meetings, and joining one. */
@ApiTags('matchmaking')
@Controller()
export class MatchmakingDaysController {
  constructor(
    private readonly catalogue: MatchmakingCatalogue,
    private readonly participations: Participations,
  ) {}

  @Get('roadshows/:roadshowId/matchmaking-days')
  @Access('public')
  @ApiOkResponse({ type: [PublicDayView] })
  list(@Param('roadshowId', IdPipe) roadshowId: string): Promise<PublicDay[]> {
    return this.catalogue.ofRoadshow(roadshowId);
  }

  @Get('matchmaking-days/:id')
  @Access('public')
  @ApiOkResponse({ type: PublicDayView })
  find(@Param('id', IdPipe) id: string): Promise<PublicDay> {
    return this.catalogue.find(id);
  }

  @Post('matchmaking-days/:id/participations')
  @Access('booking.delegate')
  @Creates()
  @ApiCreatedResponse({ type: ParticipationView })
  join(
    @CurrentActor() actor: AccountActor,
    @Param('id', IdPipe) id: string,
    @Body() body: JoinDto,
  ): Promise<Participation> {
    return this.participations.join(actor, id, body.companyId, contentOf(body));
  }
}
