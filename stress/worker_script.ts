/** How the worker of a run is told seed and mix: by the query of its script's URL. @module */
import { type FaultMix } from "./faults.ts";
import { formatFaultMix, parseFaultMix } from "./fault_mix.ts";

/** What decides the fault of a job. */
export interface FaultPlan {
  /** Of the whole run. */
  readonly seed: number;
  /** Shares of the faults. */
  readonly mix: FaultMix;
}

/** The script of a run's workers. */
export function workerScript({ seed, mix }: FaultPlan): URL {
  const url = new URL("./worker.ts", import.meta.url);
  url.searchParams.set("seed", String(seed));
  url.searchParams.set("faults", formatFaultMix(mix));
  return url;
}

/**
 * What the URL of a script says.
 *
 * @throws {TypeError} when it was not made by `workerScript`
 */
export function readWorkerScript(url: string): FaultPlan {
  const { searchParams } = new URL(url);
  const [seed, faults] = [searchParams.get("seed"), searchParams.get("faults")];
  if (seed === null || faults === null) {
    throw new TypeError("Cannot inflict faults as the script names no seed and no faults");
  }
  return { seed: Number(seed), mix: parseFaultMix(faults) };
}
