const DAY = 86_400_000;

/** The date in UTC (`YYYY-MM-DD`), or that so many days later. */
export function dateOf(time: Date, daysLater = 0): string {
  return new Date(time.getTime() + daysLater * DAY).toISOString().slice(0, 10);
}
