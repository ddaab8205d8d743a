/** Edits (insert, delete, replace a character) that turn one word into the other. */
export function levenshteinDistance(left: string, right: string): number;
