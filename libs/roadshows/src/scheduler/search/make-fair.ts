import { breaksOf } from '../model/instance';
import type { Timetable } from './timetable';

/** Where no fair schedule was found, meetings are given up until one is: the last run of who has the most breaks. */
export function makeFair(timetable: Timetable): void {
  while (!timetable.isFair) {
    let worst = 0;
    timetable.busy.forEach((slots, participant) => {
      if (breaksOf(slots) > breaksOf(timetable.busy[worst])) worst = participant;
    });
    const last = 31 - Math.clz32(timetable.busy[worst]);
    for (const meeting of timetable.instance.meetingsOf[worst])
      if (timetable.slotOf[meeting] === last) timetable.remove(meeting);
  }
}
