/** "Did you mean": the nearest of the words that would have been right. @module */
import { levenshteinDistance } from "@std/text/levenshtein-distance";

/** Longest word that is compared: the distance costs time by the product of both lengths. */
const LONGEST = 40;

/** The candidate that a misspelt word most likely meant, or `undefined` when none is near. */
export function suggest(word: string, candidates: Iterable<string>): string | undefined {
  if (word.length > LONGEST) return undefined;
  const lower = word.toLowerCase();
  let best: string | undefined;
  // Half the word may be wrong, or its beginning right.
  let bestDistance = Math.max(1, Math.floor(word.length / 2)) + 1;
  for (const candidate of candidates) {
    const prefix = lower.length >= 2 && candidate.startsWith(lower);
    const distance = prefix ? 1 : levenshteinDistance(lower, candidate.toLowerCase());
    if (distance < bestDistance) {
      best = candidate;
      bestDistance = distance;
    }
  }
  return best;
}

/** `, did you mean 'blur'` or nothing: the middle of an error message. */
export function didYouMean(word: string, candidates: Iterable<string>): string {
  const suggestion = suggest(word, candidates);
  return suggestion === undefined ? "" : `, did you mean '${suggestion}'`;
}
