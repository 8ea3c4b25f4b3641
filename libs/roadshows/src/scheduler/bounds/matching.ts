import type { Instance } from '../model/instance';

/**
 * Whether the meetings of one participant could be held in these slots, were they alone on the day: a matching of
 * meetings with slots, of which each takes as many as the participant meets at a time.
 */
export function fits(instance: Instance, participant: number, slots: number): boolean {
  const capacity = instance.capacity[participant];
  const seats: Seats = { domain: instance.domain, slots, capacity, holder: [], visited: 0 };
  return instance.meetingsOf[participant].every((meeting) => {
    seats.visited = 0;
    return seat(seats, meeting);
  });
}

interface Seats {
  readonly domain: Int32Array;
  readonly slots: number;
  readonly capacity: number;
  /** [slot * capacity + seat]: the meeting there. */
  readonly holder: (number | undefined)[];
  /** Slots that were looked at for the meeting that is being seated. */
  visited: number;
}

/** Finds a seat for a meeting, moving others if need be (an augmenting path). */
function seat(seats: Seats, meeting: number): boolean {
  const { domain, slots, capacity, holder } = seats;
  for (let open; (open = domain[meeting] & slots & ~seats.visited);) {
    const slot = 31 - Math.clz32(open & -open);
    seats.visited |= 1 << slot;
    for (let place = slot * capacity; place < (slot + 1) * capacity; place++) {
      const other = holder[place];
      if (other !== undefined && !seat(seats, other)) continue;
      holder[place] = meeting;
      return true;
    }
  }
  return false;
}
