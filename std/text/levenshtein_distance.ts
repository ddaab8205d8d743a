/** Typed door to `@std/text/levenshtein-distance`. @module */
// @ts-types="./levenshtein_distance.d.ts"
export { levenshteinDistance } from "deno-std/text/levenshtein-distance";
