import { ApiProperty } from '@nestjs/swagger';
import type { JsonObject } from '@shuqiao/kernel';

const OBJECT = { type: 'object', additionalProperties: true } as const;
const LIST = { type: 'array', items: OBJECT, maxItems: 5000 } as const;

/** What is kept about one person; every list newest first. */
export class PersonalDataView {
  @ApiProperty(OBJECT) account: JsonObject;
  @ApiProperty(LIST) memberships: JsonObject[];
  @ApiProperty(LIST) invitations: JsonObject[];
  @ApiProperty(LIST) sessions: JsonObject[];
  @ApiProperty(LIST) bookings: JsonObject[];
  @ApiProperty({ ...LIST, description: 'The sessions in which the holder speaks or was to speak.' })
  speeches: JsonObject[];
  @ApiProperty({ ...LIST, description: 'Those that name the holder as a speaker.' }) pitches: JsonObject[];
  @ApiProperty(LIST) questions: JsonObject[];
  @ApiProperty(LIST) notifications: JsonObject[];
  @ApiProperty(LIST) savedSearches: JsonObject[];
  @ApiProperty({ ...LIST, description: 'What he said of sessions.' }) feedback: JsonObject[];

  @ApiProperty({ ...OBJECT, nullable: true, description: 'Null while they are as they are for everybody.' })
  reminders: JsonObject | null;

  @ApiProperty({ ...OBJECT, nullable: true }) calendarSubscription: JsonObject | null;
  @ApiProperty(LIST) mails: JsonObject[];
  @ApiProperty({ ...LIST, description: 'What the audit says the holder did.' }) acts: JsonObject[];
}
