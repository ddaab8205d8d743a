/** Watches the deadline and the signal of one task that runs on a worker. @module */
import { MAX_DELAY_MS } from "../queue/max_delay.ts";
import { type Wait, waitAlone } from "./deadlines.ts";
import { abortStop, type Stop, timeoutStop } from "./stop.ts";

/** What to watch. */
export interface RunWatchOptions {
  /** For messages. */
  readonly taskId: number;
  /** From now to the deadline; `Infinity` for none. */
  readonly timeoutMs: number;
  /** The caller's. */
  readonly signal: AbortSignal | undefined;
  /** Keeps the time. @default a timer of its own */
  readonly wait?: Wait | undefined;
}

/** Calls back at most once, unless it is ended before. */
export class RunWatch {
  readonly #signal: AbortSignal | undefined;
  readonly #onAbort: () => void;
  #endWait: (() => void) | undefined;
  #isEnded = false;

  /** The clock starts now. */
  constructor(options: RunWatchOptions, onStop: (stop: Stop) => void) {
    const { taskId, timeoutMs, signal, wait = waitAlone } = options;
    const stop = (reason: Stop): void => {
      this.end();
      onStop(reason);
    };
    this.#signal = signal;
    this.#onAbort = () => {
      if (signal !== undefined) stop(abortStop(signal));
    };
    signal?.addEventListener("abort", this.#onAbort);
    // One that has aborted already, in the step before, tells nobody any more.
    if (signal?.aborted) queueMicrotask(() => this.#isEnded || this.#onAbort());
    if (timeoutMs <= MAX_DELAY_MS) {
      this.#endWait = wait(timeoutMs, () => stop(timeoutStop(taskId, timeoutMs)));
    }
  }

  /** Stops watching. */
  end(): void {
    this.#isEnded = true;
    this.#endWait?.();
    this.#signal?.removeEventListener("abort", this.#onAbort);
  }
}
