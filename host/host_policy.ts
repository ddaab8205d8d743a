/** When a child host is started again, and when the supervisor gives up: pure decisions. @module */

/** What a decision is made from; times in ms. */
export interface HostState {
  /** Hosts in a row that ended before any task had started on them. */
  readonly failures: number;
  /** Time since the last of them ended. */
  readonly sinceFailureMs: number;
}

/** When hosts count as hopeless; times in ms. */
export interface HostPolicy {
  /** Useless hosts in a row after which no other one is started ... */
  readonly maxFailures: number;
  /** ... until so much time has passed; then one is tried. */
  readonly pauseMs: number;
  /** Time before the start after the first failure; doubles from failure to failure. */
  readonly backoffMs: number;
}

/** The decision. */
export type HostDecision =
  /** After so many ms; 0 for now. */
  | { readonly kind: "start"; readonly inMs: number }
  /** Not now. */
  | { readonly kind: "give_up" };

/** Each host has tried several times to start its workers, so that few of them are enough. */
export const HOST_POLICY: HostPolicy = { maxFailures: 3, pauseMs: 10_000, backoffMs: 50 };

/** Decides from how the last hosts ended: whoever asks again gets the same answer until time has passed. */
export function decideHost(state: HostState, policy: HostPolicy = HOST_POLICY): HostDecision {
  const { failures, sinceFailureMs } = state;
  if (failures === 0) return { kind: "start", inMs: 0 };
  if (failures < policy.maxFailures) {
    const wait = policy.backoffMs * 2 ** (failures - 1);
    return { kind: "start", inMs: Math.max(0, wait - sinceFailureMs) };
  }
  return sinceFailureMs < policy.pauseMs ? { kind: "give_up" } : { kind: "start", inMs: 0 };
}
