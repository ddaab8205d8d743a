/** Typed door to `@std/async/delay`. @module */
// @ts-types="./delay.d.ts"
export { delay } from "deno-std/async/delay";
