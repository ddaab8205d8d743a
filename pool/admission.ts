/** Admission by memory: predicted bytes are reserved before a picture is decoded. @module */
import { LimitError } from "../errors.ts";

/** What is reserved by all, and what the next one asks for; in bytes. */
export interface AdmissionState {
  /** Bytes of all reservations. */
  readonly reserved: number;
  /** The bound on them. */
  readonly budget: number;
}

/** `admit`: there is room. `wait`: there will be. `refuse`: there can never be. */
export type AdmissionVerdict = "admit" | "wait" | "refuse";

/** Whether a job that needs so many bytes may start: a pure decision. */
export function decideAdmission(bytes: number, state: AdmissionState): AdmissionVerdict {
  if (bytes > state.budget) return "refuse";
  return state.reserved + bytes <= state.budget ? "admit" : "wait";
}

/**
 * A job's place: first in the line, then, after `reserve`, with memory of its own. Disposing of it gives both
 * back.
 */
export interface Admission extends Disposable {
  /**
   * Waits for room and takes it. Asked for once; the line moves on when it is granted.
   *
   * @throws {LimitError} `memory_budget` when the budget could not even hold this job alone
   * @throws whatever reason `signal` aborts with
   */
  reserve(bytes: number, signal?: AbortSignal): Promise<void>;
}

/**
 * A bound on the memory of all jobs that run at the same time. Jobs come to the head of the line one at a time,
 * first in, first out. The one there may read its file to find out what it needs, so that no more than that
 * one file is held without a reservation; a large job cannot be overtaken for ever by small ones.
 */
export class MemoryBudget {
  /** The bound, in bytes. */
  readonly bytes: number;
  readonly #line: (() => void)[] = [];
  #reserved = 0;
  #most = 0;
  #headIsTaken = false;
  #roomFreed: (() => void) | undefined;

  /** @throws {RangeError} when `bytes` is no number above 0 */
  constructor(bytes: number) {
    if (!(bytes > 0)) {
      throw new RangeError(
        `Cannot bound memory as the budget must be a number of bytes above 0: current value is ${bytes}`,
      );
    }
    this.bytes = bytes;
  }

  /** Bytes that are reserved now. */
  get reserved(): number {
    return this.#reserved;
  }

  /** The most bytes that were ever reserved at a time. */
  get mostReserved(): number {
    return this.#most;
  }

  /** Jobs in the line behind the one at its head. */
  get waiting(): number {
    return this.#line.length;
  }

  /**
   * Waits in line and resolves at its head.
   *
   * @throws whatever reason `signal` aborts with
   */
  async enter(signal?: AbortSignal): Promise<Admission> {
    signal?.throwIfAborted();
    if (this.#headIsTaken) await this.#comeToHead(signal);
    this.#headIsTaken = true;
    return this.#place();
  }

  #place(): Admission {
    let held = 0;
    let isHead = true;
    const leaveHead = (): void => {
      if (isHead) this.#nextInLine();
      isHead = false;
    };
    return {
      reserve: async (bytes, signal) => {
        await this.#waitForRoom(bytes, signal);
        this.#reserved += bytes;
        this.#most = Math.max(this.#most, this.#reserved);
        held += bytes;
        leaveHead();
      },
      [Symbol.dispose]: () => {
        this.#reserved -= held;
        held = 0;
        leaveHead();
        this.#roomFreed?.();
      },
    };
  }

  async #comeToHead(signal: AbortSignal | undefined): Promise<void> {
    const turn = Promise.withResolvers<void>();
    const isMyTurn = turn.resolve;
    this.#line.push(isMyTurn);
    const leave = (): void => {
      const index = this.#line.indexOf(isMyTurn);
      // Already at the head: `enter` gives a place, whose `reserve` sees the signal.
      if (index < 0) return;
      this.#line.splice(index, 1);
      turn.reject(signal?.reason);
    };
    signal?.addEventListener("abort", leave, { once: true });
    try {
      await turn.promise;
    } finally {
      signal?.removeEventListener("abort", leave);
    }
  }

  /** The head passes from one job to the next, never free in between, so that nobody can jump the line. */
  #nextInLine(): void {
    const isNext = this.#line.shift();
    this.#headIsTaken = isNext !== undefined;
    isNext?.();
  }

  async #waitForRoom(bytes: number, signal: AbortSignal | undefined): Promise<void> {
    signal?.throwIfAborted();
    for (;;) {
      const verdict = decideAdmission(bytes, { reserved: this.#reserved, budget: this.bytes });
      if (verdict === "refuse") throw refusal(bytes, this.bytes);
      if (verdict === "admit") return;
      await this.#untilRoomIsFreed(signal);
    }
  }

  async #untilRoomIsFreed(signal: AbortSignal | undefined): Promise<void> {
    const freed = Promise.withResolvers<void>();
    const stop = (): void => freed.reject(signal?.reason);
    // Only the job at the head waits here.
    this.#roomFreed = freed.resolve;
    signal?.addEventListener("abort", stop, { once: true });
    try {
      await freed.promise;
    } finally {
      this.#roomFreed = undefined;
      signal?.removeEventListener("abort", stop);
    }
  }
}

function refusal(bytes: number, budget: number): LimitError {
  return new LimitError(
    "memory_budget",
    `Cannot accept image as it would take about ${Math.ceil(bytes)} bytes of memory: ` +
      `the memory budget is ${budget} bytes`,
  );
}
