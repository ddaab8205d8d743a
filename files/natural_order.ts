/** Orders file names as people do: `photo2` before `photo10`. @module */

// A fixed locale: the order of a batch must not depend on whose machine it runs on.
const collator = new Intl.Collator("en", { numeric: true });

/** Compares two names; names that read the same are ordered by their code units. */
export function compareNatural(left: string, right: string): number {
  return collator.compare(left, right) || (left < right ? -1 : left > right ? 1 : 0);
}
