/** Typed door to `@std/async/deadline`. @module */
// @ts-types="./deadline.d.ts"
export { deadline } from "deno-std/async/deadline";
