import { bookingStorm } from './booking-storm';
import { createDemand } from './create-demand';
import { deepPage, filteredList } from './list-demands';
import { ownDemands } from './own-demands';
import { readDemand } from './read-demand';
import { SEARCHES } from './search-demands';
import { SEARCH_OFFERS } from './search-offers';

export const SCENARIOS = [readDemand, filteredList, deepPage, ...SEARCHES, ...SEARCH_OFFERS, ownDemands, createDemand];
export const STORMS = [bookingStorm];
