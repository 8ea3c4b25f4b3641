import type { LocalizedText } from '@shuqiao/kernel';

/** A place in which roadshows are held. The country and the time zone stay once a roadshow names it. */
export interface VenueContent {
  readonly name: LocalizedText;
  readonly address: LocalizedText;
  readonly city: LocalizedText;
  readonly country: string;
  readonly timeZone: string;
}

export interface RoomContent {
  readonly name: LocalizedText;
  readonly seats: number;
  /** For one-to-one meetings. */
  readonly tables: number;
}

export interface RoomDetail extends RoomContent {
  readonly id: string;
  readonly venueId: string;
  readonly version: number;
}

export interface VenueDetail extends VenueContent {
  readonly id: string;
  readonly version: number;
  readonly createdAt: string;
  readonly updatedAt: string;
}

export interface VenueWithRooms extends VenueDetail {
  readonly rooms: readonly RoomDetail[];
}
