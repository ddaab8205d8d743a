/** Callers that wait for room in a full line. @module */

interface HeldCaller {
  readonly bytes: number;
  readonly enter: () => void;
  readonly refuse: (reason: unknown) => void;
}

/**
 * First come, first in: a caller with many bytes at the head holds back smaller ones behind it, so that it is
 * never passed for ever.
 */
export class HeldCallers {
  readonly #callers = new Set<HeldCaller>();
  readonly #hasRoom: (bytes: number) => boolean;

  /** `hasRoom` says whether a caller with so many bytes could enter now. */
  constructor(hasRoom: (bytes: number) => boolean) {
    this.#hasRoom = hasRoom;
  }

  /** Callers that wait for room. */
  get size(): number {
    return this.#callers.size;
  }

  /**
   * Runs `enter` as soon as there is room and nobody stands before, and resolves with its result.
   *
   * @throws the signal's reason, or what `reject` was given
   */
  async hold<R>(
    bytes: number,
    signal: AbortSignal | undefined,
    enter: () => Promise<R>,
  ): Promise<R> {
    const { promise, resolve, reject } = Promise.withResolvers<R>();
    const leave = (): void => {
      signal?.removeEventListener("abort", onAbort);
      this.#callers.delete(caller);
    };
    const caller: HeldCaller = {
      bytes,
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
    const onAbort = (): void => {
      caller.refuse(signal?.reason);
      // Whoever stood at the head may have been the only one without room.
      this.admit();
    };
    signal?.addEventListener("abort", onAbort);
    this.#callers.add(caller);
    return await promise;
  }

  /** Lets in whoever has room now. */
  admit(): void {
    for (const caller of this.#callers) {
      if (!this.#hasRoom(caller.bytes)) return;
      caller.enter();
    }
  }

  /** Sends everybody away. */
  reject(reason: unknown): void {
    for (const caller of [...this.#callers]) caller.refuse(reason);
  }
}
