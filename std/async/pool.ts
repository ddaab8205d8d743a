/** Typed door to `@std/async/pool`. @module */
// @ts-types="./pool.d.ts"
export { pooledMap } from "deno-std/async/pool";
