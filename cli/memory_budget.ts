/** How much memory pictures in flight may take when nobody says so. @module */
import { DEFAULTS } from "../config.ts";

/** Half of the machine's memory where it may be asked for, else 2 GiB; in bytes. */
export function defaultMemoryBudget(): number {
  const { state } = Deno.permissions.querySync({ name: "sys", kind: "systemMemoryInfo" });
  if (state !== "granted") return DEFAULTS.memoryBytes;
  return Math.floor(Deno.systemMemoryInfo().total / 2) || DEFAULTS.memoryBytes;
}
