/** Working days in which a review case is to be decided. The one setting; public holidays are not counted out. */
export const REVIEW_WORKING_DAYS = 5;

const DAY = 86_400_000;
// The secretariat works by Beijing time, which has no daylight saving.
const BEIJING_OFFSET = 8 * 3_600_000;

/** The same time of day, so many working days later: Monday to Friday as Beijing counts them. */
export function addWorkingDays(from: Date, days: number): Date {
  let time = from.getTime();
  for (let left = days; left > 0;) {
    time += DAY;
    if (isWorkingDay(time)) left -= 1;
  }
  return new Date(time);
}

function isWorkingDay(time: number): boolean {
  const day = new Date(time + BEIJING_OFFSET).getUTCDay();
  return day !== 0 && day !== 6;
}
