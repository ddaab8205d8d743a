/** Tells a caller how far its task has come on a worker. @module */

/** Time between two looks, in ms: as often as a person can follow. */
const LOOK_EVERY_MS = 50;

/** Looks at a task now and then, and tells only what has changed. */
export class ProgressWatch {
  readonly #tell: (share: number) => void;
  readonly #timer: ReturnType<typeof setInterval>;
  #told = 0;

  /** Looks with `share`, from now on. */
  constructor(share: () => number, tell: (share: number) => void) {
    this.#tell = tell;
    this.#timer = setInterval(() => this.#look(share()), LOOK_EVERY_MS);
  }

  /** The task has its result. */
  complete(): void {
    this.end();
    this.#look(1);
  }

  /** Stops looking. */
  end(): void {
    clearInterval(this.#timer);
  }

  #look(share: number): void {
    if (share <= this.#told) return;
    this.#told = share;
    this.#tell(share);
  }
}
