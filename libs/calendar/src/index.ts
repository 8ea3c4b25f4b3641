export {
  type CalendarEntry,
  calendarFeed,
  calendarMessage,
  type CalendarMethod,
  type CalendarPerson,
} from './calendar';
export { type CalendarFacts, entryOf } from './calendar-facts';
