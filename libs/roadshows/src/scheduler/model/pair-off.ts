/**
 * Gives as many as can be one of those that each is able to have, and nobody's twice (augmenting paths); who comes first in a
 * list is tried first. Answers what was given, by whom it was given to.
 */
export function pairOff<Seeker, Offer>(able: ReadonlyMap<Seeker, readonly Offer[]>): Map<Seeker, Offer> {
  const seekerOf = new Map<Offer, Seeker>();
  const seen = new Set<Offer>();
  const serve = (seeker: Seeker): boolean =>
    able.get(seeker)!.some((offer) => {
      if (seen.has(offer)) return false;
      seen.add(offer);
      const other = seekerOf.get(offer);
      if (other !== undefined && !serve(other)) return false;
      seekerOf.set(offer, seeker);
      return true;
    });
  for (const seeker of able.keys()) {
    seen.clear();
    serve(seeker);
  }
  return new Map([...seekerOf].map(([offer, seeker]) => [seeker, offer]));
}
