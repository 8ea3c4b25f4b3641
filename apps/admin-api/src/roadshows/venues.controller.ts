import { Body, Controller, Get, Param, Post, Put, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse } from '@nestjs/swagger';
import { Access, CurrentActor } from '@shuqiao/identity';
import type { Actor } from '@shuqiao/kernel';
import { Creates, IdPipe, IfMatch, RequiresIfMatch } from '@shuqiao/platform';
import { type RoomDetail, Venues, type VenueWithRooms } from '@shuqiao/roadshows';
import { RoomDto, RoomView, VenueDto, VenuePageView, VenueQuery, VenueWithRoomsView } from './venue.dto';

/** The places in which roadshows are held. */
@Controller()
export class VenuesController {
  constructor(private readonly venues: Venues) {}

  @Post('venues')
  @Access('roadshow.manage')
  @Creates()
  @ApiCreatedResponse({ type: VenueWithRoomsView })
  create(
    @CurrentActor() actor: Actor,
    @Body() { name, address, city, country, timeZone }: VenueDto,
  ): Promise<VenueWithRooms> {
    return this.venues.create(actor, { name, address, city, country, timeZone });
  }

  @Get('venues')
  @Access('roadshow.view')
  @ApiOkResponse({ type: VenuePageView })
  list(@CurrentActor() actor: Actor, @Query() { limit, cursor }: VenueQuery) {
    return this.venues.list(actor, { limit, cursor });
  }

  @Get('venues/:id')
  @Access('roadshow.view')
  @ApiOkResponse({ type: VenueWithRoomsView })
  find(@CurrentActor() actor: Actor, @Param('id', IdPipe) id: string): Promise<VenueWithRooms> {
    return this.venues.find(actor, id);
  }

  @Put('venues/:id')
  @Access('roadshow.manage')
  @RequiresIfMatch()
  @ApiOkResponse({ type: VenueWithRoomsView })
  change(
    @CurrentActor() actor: Actor,
    @Param('id', IdPipe) id: string,
    @IfMatch() version: number,
    @Body() { name, address, city, country, timeZone }: VenueDto,
  ): Promise<VenueWithRooms> {
    return this.venues.change(actor, id, version, { name, address, city, country, timeZone });
  }

  @Post('venues/:venueId/rooms')
  @Access('roadshow.manage')
  @Creates()
  @ApiCreatedResponse({ type: RoomView })
  addRoom(
    @CurrentActor() actor: Actor,
    @Param('venueId', IdPipe) venueId: string,
    @Body() { name, seats, tables }: RoomDto,
  ): Promise<RoomDetail> {
    return this.venues.addRoom(actor, venueId, { name, seats, tables });
  }

  @Put('venue-rooms/:id')
  @Access('roadshow.manage')
  @RequiresIfMatch()
  @ApiOkResponse({ type: RoomView })
  changeRoom(
    @CurrentActor() actor: Actor,
    @Param('id', IdPipe) id: string,
    @IfMatch() version: number,
    @Body() { name, seats, tables }: RoomDto,
  ): Promise<RoomDetail> {
    return this.venues.changeRoom(actor, id, version, { name, seats, tables });
  }
}
