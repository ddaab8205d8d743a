/** Typed door to `@std/path/glob-to-regexp`. @module */
// @ts-types="./glob_to_regexp.d.ts"
export { globToRegExp } from "deno-std/path/glob-to-regexp";
