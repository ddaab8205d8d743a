/** Counts threads that were ended and run on. @module */

/** How long a thread that has nothing more to do may take to disappear, in ms; measured: 3 to 21. */
const LINGER_MS = 1_000;

type Timer = ReturnType<typeof setTimeout>;

/** Threads under suspicion and zombies proper. */
export class Zombies {
  readonly #zombies = new Set<object>();
  readonly #timers = new Set<Timer>();
  readonly #onChange: () => void;

  /** `onChange` is called whenever the count has changed by itself. */
  constructor(onChange: () => void) {
    this.#onChange = onChange;
  }

  /** Threads that run on now. */
  get count(): number {
    return this.#zombies.size;
  }

  /**
   * Watches the thread of a worker that has died until it is gone.
   *
   * @param wasAsked whether it has been asked to stop before and did not: a zombie from the first moment
   */
  watch(gone: Promise<void>, wasAsked: boolean): void {
    const zombie = {};
    let timer: Timer | undefined;
    if (wasAsked) this.#zombies.add(zombie);
    else timer = this.#suspect(zombie);
    void gone.then(() => {
      this.#acquit(timer);
      if (this.#zombies.delete(zombie)) this.#onChange();
    });
  }

  /** Suspects nobody any more; who is a zombie stays one. */
  close(): void {
    for (const timer of this.#timers) this.#acquit(timer);
  }

  #suspect(zombie: object): Timer {
    const timer = setTimeout(() => {
      this.#timers.delete(timer);
      this.#zombies.add(zombie);
      this.#onChange();
    }, LINGER_MS);
    this.#timers.add(timer);
    return timer;
  }

  #acquit(timer: Timer | undefined): void {
    if (timer === undefined) return;
    clearTimeout(timer);
    this.#timers.delete(timer);
  }
}
