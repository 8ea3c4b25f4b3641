export { BookingDesk } from './booking-desk.service';
export { Bookings } from './bookings.service';
export { type CatalogueFilter, RoadshowCatalogue } from './roadshow-catalogue.service';
export { RoadshowSessions } from './roadshow-sessions.service';
export * from './roadshow.errors';
export * from './roadshow.types';
export { RoadshowsModule } from './roadshows.module';
export { Roadshows } from './roadshows.service';
export { Waitlists } from './waitlists.service';
