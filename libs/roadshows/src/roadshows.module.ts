import { Module } from '@nestjs/common';
import { TaxonomyModule } from '@shuqiao/taxonomy';
import { BookingDesk } from './booking-desk.service';
import { Bookings } from './bookings.service';
import { CompanyBookings } from './company-bookings.service';
import { DelegateBookings } from './delegate-bookings.service';
import { Registration } from './registration.service';
import { RoadshowCatalogue } from './roadshow-catalogue.service';
import { RoadshowSessions } from './roadshow-sessions.service';
import { Roadshows } from './roadshows.service';
import { Waitlists } from './waitlists.service';

const SERVICES = [
  Roadshows,
  RoadshowSessions,
  RoadshowCatalogue,
  Bookings,
  BookingDesk,
  DelegateBookings,
  CompanyBookings,
  Waitlists,
  Registration,
];

@Module({ imports: [TaxonomyModule], providers: SERVICES, exports: SERVICES })
export class RoadshowsModule {}
