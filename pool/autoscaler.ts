/** How many workers a lane should have: a pure decision. @module */

/** What is looked at. Times in ms. */
export interface ScaleState {
  /** Workers it should have by the last decision. */
  readonly target: number;
  /** Workers that are at a task. */
  readonly busy: number;
  /** Time each idle worker has been idle. */
  readonly idleMs: readonly number[];
  /** Share of the workers that were busy of late, from 0 to 1. */
  readonly utilisation: number;
  /** Tasks in the line. */
  readonly waiting: number;
  /** Time that the oldest of them has waited. */
  readonly oldestMs: number;
  /** Time since the target was changed last. */
  readonly sinceChangeMs: number;
}

/** When to grow and when to shrink. Times in ms. */
export interface ScaleOptions {
  /** The fewest workers that idleness leaves. */
  readonly minWorkers: number;
  /** The most workers. */
  readonly maxWorkers: number;
  /** Age of the oldest waiting task from which on workers are added; the first one comes at once. */
  readonly queueAgeMs: number;
  /** Idle time after which a worker is ended; `Infinity` keeps all. */
  readonly idleTimeoutMs: number;
  /** Least time between two changes; the first worker comes at once. */
  readonly cooldownMs: number;
}

/** The decision. */
export interface ScaleDecision {
  /** Workers it should have from now on. */
  readonly target: number;
  /** Time in ms after which the answer may be another one though nothing happens; `undefined` for never. */
  readonly lookAgainMs: number | undefined;
}

/** Utilisation that the workers that stay may reach when one is ended. */
const MAX_UTILISATION = 0.8;

/**
 * Grows to one worker for each waiting task beside the busy ones, once the oldest has waited long enough; shrinks
 * by those that were idle for long, as long as the rest would not be short of time. Never both, and never
 * against the cool-down, except for the first worker: without it nothing would ever run.
 */
export function decideScale(state: ScaleState, options: ScaleOptions): ScaleDecision {
  const { minWorkers, maxWorkers, queueAgeMs, cooldownMs } = options;
  const { target, busy, waiting, oldestMs, sinceChangeMs } = state;
  if (waiting > 0) {
    const wanted = Math.max(target, Math.min(busy + waiting, maxWorkers));
    const pause = Math.max(queueAgeMs - oldestMs, cooldownMs - sinceChangeMs);
    if (wanted === target || pause <= 0) return { target: wanted, lookAgainMs: undefined };
    return { target: Math.max(target, 1), lookAgainMs: pause };
  }
  const { ended, lookAgainMs } = surplus(state, options);
  return { target: Math.min(target, Math.max(minWorkers, target - ended)), lookAgainMs };
}

function surplus(
  { target, busy, idleMs, utilisation, sinceChangeMs }: ScaleState,
  { minWorkers, idleTimeoutMs, cooldownMs }: ScaleOptions,
): { ended: number; lookAgainMs: number | undefined } {
  const spare = target - minWorkers;
  if (spare <= 0 || idleMs.length === 0 || idleTimeoutMs === Infinity) {
    return { ended: 0, lookAgainMs: undefined };
  }
  const pause = cooldownMs - sinceChangeMs;
  const expired = idleMs.filter((ms) => ms >= idleTimeoutMs).length;
  if (expired > 0 && pause <= 0) {
    const needed = busy === 0 ? 0 : Math.ceil((utilisation * target) / MAX_UTILISATION);
    const ended = Math.max(0, Math.min(spare, expired, target - needed));
    // Utilisation falls by itself, so that those that are kept are looked at again.
    return {
      ended,
      lookAgainMs: ended < Math.min(spare, idleMs.length) ? idleTimeoutMs : undefined,
    };
  }
  const next = expired > 0 ? 0 : idleTimeoutMs - Math.max(...idleMs);
  return { ended: 0, lookAgainMs: Math.max(1, pause, next) };
}
