/** Callers that wait for room in a full line. @module */
import { insertByRank, type Ranked } from "./rank.ts";
import { type WaitLimit, WaitWatch } from "./wait_watch.ts";

/** What is known of a caller before its request is accepted. */
export interface Newcomer extends Ranked {
  /** Bytes of its request. */
  readonly bytes: number;
}

interface HeldCaller extends Newcomer {
  readonly signal: AbortSignal | undefined;
  readonly enter: () => void;
  readonly refuse: (reason: unknown) => void;
}

/**
 * By rank, and first come, first in: a caller with many bytes at the head holds back smaller ones behind it, so
 * that it is never passed for ever.
 */
export class HeldCallers {
  readonly #callers: HeldCaller[] = [];
  readonly #hasRoom: (bytes: number) => boolean;

  /** `hasRoom` says whether a caller with so many bytes could enter now. */
  constructor(hasRoom: (bytes: number) => boolean) {
    this.#hasRoom = hasRoom;
  }

  /** Callers that wait for room. */
  get size(): number {
    return this.#callers.length;
  }

  /**
   * Runs `enter` as soon as there is room and nobody stands before, and resolves with its result.
   *
   * @throws the signal's reason, `queue_timeout` when its time is over, or what `reject` was given
   */
  async hold<R>(newcomer: Newcomer, limit: WaitLimit, enter: () => Promise<R>): Promise<R> {
    const { promise, resolve, reject } = Promise.withResolvers<R>();
    const leave = (): void => {
      watch.end();
      this.#callers.splice(this.#callers.indexOf(caller), 1);
    };
    const { bytes, rank = 0 } = newcomer;
    const caller: HeldCaller = {
      bytes,
      rank,
      signal: limit.signal,
      enter: () => {
        leave();
        // In the same step, so that nobody slips in between the room and who waited for it.
        resolve(enter());
      },
      refuse: (reason) => {
        leave();
        reject(reason);
      },
    };
    const watch = new WaitWatch(limit, (reason) => {
      caller.refuse(reason);
      // Whoever stood at the head may have been the only one without room.
      this.admit();
    });
    insertByRank(this.#callers, caller);
    // One of high priority may stand at the head now, and have room where the one behind it has none.
    this.admit();
    return await promise;
  }

  /** Lets in whoever has room now. */
  admit(): void {
    for (let head = this.#callers[0]; head; head = this.#callers[0]) {
      if (head.signal?.aborted) head.refuse(head.signal.reason);
      else if (this.#hasRoom(head.bytes)) head.enter();
      else return;
    }
  }

  /** Sends everybody away. */
  reject(reason: unknown): void {
    for (const caller of [...this.#callers]) caller.refuse(reason);
  }
}
