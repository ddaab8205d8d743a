/** Typed door to `@std/cli/parse-args`. @module */
// @ts-types="./parse_args.d.ts"
export { parseArgs } from "deno-std/cli/parse-args";
