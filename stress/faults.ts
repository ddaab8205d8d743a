/** Which job gets which fault: a pure function of seed and number, so that whatever fails can be run again. @module */

/** What can be done to a worker; the order is that of the thresholds in `faultOf`. */
export const FAULTS = ["throw", "hang", "crash", "close", "loop", "oom"] as const;

/**
 * - `throw`: an error in the task; the worker lives on.
 * - `hang`: computes until it is asked to stop, and looks at the cancel word.
 * - `crash`: an error outside the task, which ends the worker.
 * - `close`: the worker ends itself without a word.
 * - `loop`: computes for ever and looks at nothing.
 * - `oom`: fills the JavaScript heap, which ends the whole process.
 */
export type Fault = (typeof FAULTS)[number];

/** The share of jobs that get each fault, from 0 to 1; together at most 1. */
export type FaultMix = Readonly<Record<Fault, number>>;

/** No job gets any. */
export const NO_FAULTS: FaultMix = { throw: 0, hang: 0, crash: 0, close: 0, loop: 0, oom: 0 };

/** What a run does unless it is told otherwise: all that a process survives whole. */
export const DEFAULT_FAULTS: FaultMix = {
  ...NO_FAULTS,
  throw: 0.05,
  hang: 0.01,
  crash: 0.01,
  close: 0.005,
};

/** Where in its task a fault strikes. */
export const MOMENTS = ["before", "during", "after"] as const;

/** Before the work, at its first checkpoint, or between the work and the reply. */
export type Moment = (typeof MOMENTS)[number];

const TWO_TO_32 = 2 ** 32;

/** Keeps the draw of the moment apart from that of the fault. */
const MOMENT_SALT = 0x6d6f6d65;

/** The fault of a job; `undefined` for a sound one. */
export function faultOf(seed: number, job: number, mix: FaultMix): Fault | undefined {
  const drawn = hash(seed, job) / TWO_TO_32;
  let threshold = 0;
  for (const fault of FAULTS) {
    threshold += mix[fault];
    if (drawn < threshold) return fault;
  }
  return undefined;
}

/** Where the fault of a job strikes; independent of which fault it is. */
export function momentOf(seed: number, job: number): Moment {
  return MOMENTS[hash(seed ^ MOMENT_SALT, job) % MOMENTS.length];
}

/**
 * 32 well-mixed bits of two numbers, of which the low 32 bits count: the finaliser of MurmurHash3 (Austin Appleby,
 * public domain) over each. For a fixed seed it maps job numbers one to one, so that the draws of 2^32 jobs would
 * be exactly even.
 */
export function hash(seed: number, job: number): number {
  return finalise(finalise(seed) ^ finalise(job + 0x9e3779b9));
}

function finalise(value: number): number {
  let bits = value | 0;
  bits = Math.imul(bits ^ (bits >>> 16), 0x85ebca6b);
  bits = Math.imul(bits ^ (bits >>> 13), 0xc2b2ae35);
  return (bits ^ (bits >>> 16)) >>> 0;
}
