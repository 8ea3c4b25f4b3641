export { type Alert, ALERTS, type SavedQuery } from './saved-search';
export { SavedSearchLinks, type UnsubscribeClaim } from './saved-search-links';
export { SavedSearchMatches } from './saved-search-matches.service';
export {
  type NewSavedSearch,
  type SavedSearch,
  type SavedSearchChanges,
  SavedSearches,
} from './saved-searches.service';
