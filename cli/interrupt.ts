/** Ctrl-C, SIGTERM and a closed terminal: the first ends the work in order, the second ends the program. @module */
import { removeTemporaries } from "../files/atomic_write.ts";

/** Exit status by signal: 128 and its number, as shells have it. */
const EXIT_CODES = { SIGHUP: 129, SIGINT: 130, SIGTERM: 143 } as const;

type StopSignal = keyof typeof EXIT_CODES;

/** Where signals come from and how the program ends; tests pass their own. */
export interface SignalSource {
  addListener(signal: StopSignal, listener: () => void): void;
  removeListener(signal: StopSignal, listener: () => void): void;
  /** Ends the program at once. */
  exit(code: number): void;
  /** The time in ms, on a clock that does not go back. */
  now(): number;
}

/**
 * A terminal sends Ctrl-C to every program in it, and `deno task` passes on what it gets: one key comes twice. Nobody
 * presses it again as soon as this, in ms.
 */
const ECHO_MS = 400;

/** Listens from its construction until it is disposed of. */
export class Interrupt implements Disposable {
  readonly #source: SignalSource;
  readonly #controller = new AbortController();
  readonly #listeners: (readonly [StopSignal, () => void])[];
  #exitCode: number | undefined;
  #stoppedAt = 0;

  /** @param onFirst called at the first signal, for instance to say that the work is being stopped */
  constructor(onFirst: () => void, source: SignalSource = systemSignals()) {
    this.#source = source;
    this.#listeners = stopSignals().map((signal) => {
      const listener = () => this.#stop(signal, onFirst);
      source.addListener(signal, listener);
      return [signal, listener];
    });
  }

  /** Aborts at the first signal. */
  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  /** 129, 130 or 143 once a signal came. */
  get exitCode(): number | undefined {
    return this.#exitCode;
  }

  [Symbol.dispose](): void {
    for (const [signal, listener] of this.#listeners) this.#source.removeListener(signal, listener);
  }

  #stop(signal: StopSignal, onFirst: () => void): void {
    const now = this.#source.now();
    if (this.#exitCode !== undefined) {
      if (EXIT_CODES[signal] === this.#exitCode && now - this.#stoppedAt < ECHO_MS) return;
      removeTemporaries();
      this.#source.exit(EXIT_CODES[signal]);
      return;
    }
    this.#stoppedAt = now;
    this.#exitCode = EXIT_CODES[signal];
    this.#controller.abort(new DOMException("Interrupted", "AbortError"));
    onFirst();
  }
}

function stopSignals(): StopSignal[] {
  // Windows knows no SIGTERM, and ends a program whose console is closed.
  return Deno.build.os === "windows" ? ["SIGINT"] : ["SIGINT", "SIGTERM", "SIGHUP"];
}

function systemSignals(): SignalSource {
  return {
    addListener: (signal, listener) => Deno.addSignalListener(signal, listener),
    removeListener: (signal, listener) => Deno.removeSignalListener(signal, listener),
    exit: (code) => Deno.exit(code),
    now: () => performance.now(),
  };
}
