/** When a dead worker is replaced, and when the pool gives up: pure decisions. @module */

/** A start-up that failed. */
export interface StartFailure {
  /** On the clock of `performance.now()`, in ms. */
  readonly at: number;
  /** One plain line. */
  readonly reason: string;
}

/** When start-ups count as hopeless. */
export interface BreakerOptions {
  /** Failures that open the breaker ... */
  readonly failures: number;
  /** ... when they happen within this time, in ms. It closes again as they grow old. */
  readonly windowMs: number;
}

/** What a decision is made from. */
export interface CrewState {
  /** Workers that should be there. */
  readonly target: number;
  /** Workers that start, wait or work. */
  readonly live: number;
  /** Ended workers whose thread still burns a core. */
  readonly zombies: number;
  /** The most workers that may be there; zombies are allowed half as many. */
  readonly maxWorkers: number;
  /** Old ones may be among them. */
  readonly failures: readonly StartFailure[];
  /** On the clock of the failures. */
  readonly now: number;
}

/** Why no worker can be started. */
export interface Obstacle {
  /** `starts`: those before have failed; `zombies`: too many threads run on after their end. */
  readonly kind: "starts" | "zombies";
  /** Ends the sentence "Cannot run task as". */
  readonly reason: string;
}

/** How many workers to start now, and why none can be started when that is so. */
export interface RestartDecision {
  /** How many to start; 0 with an obstacle. */
  readonly start: number;
  /** `undefined` when there is none. */
  readonly obstacle: Obstacle | undefined;
}

/** The failures that still count. */
export function recentFailures(
  failures: readonly StartFailure[],
  now: number,
  options: BreakerOptions,
): StartFailure[] {
  return failures.filter(({ at }) => now - at < options.windowMs);
}

/** Zombies up to which workers are replaced: half the workers, at least one. */
export function zombieLimit(maxWorkers: number): number {
  return Math.max(1, Math.floor(maxWorkers / 2));
}

/**
 * Decides from who is alive and who should be, never from events that might be missed: whoever asks again
 * gets the same answer until the facts change.
 */
export function decideRestart(state: CrewState, options: BreakerOptions): RestartDecision {
  const obstacle = obstacleOf(state, options);
  const missing = Math.max(0, Math.min(state.target, state.maxWorkers) - state.live);
  return { start: obstacle === undefined ? missing : 0, obstacle };
}

function obstacleOf(state: CrewState, options: BreakerOptions): Obstacle | undefined {
  const recent = recentFailures(state.failures, state.now, options);
  if (recent.length >= options.failures) {
    const { reason } = recent[recent.length - 1];
    return {
      kind: "starts",
      reason: `${recent.length} workers failed to start within ${options.windowMs} ms, ` +
        `the last one by: ${reason}`,
    };
  }
  if (state.zombies > zombieLimit(state.maxWorkers)) {
    const reason = `${state.zombies} workers did not stop and still use a core each`;
    return { kind: "zombies", reason };
  }
  return undefined;
}
