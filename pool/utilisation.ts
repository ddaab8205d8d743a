/** The share of workers that were busy of late. @module */

/** A mean over time in which what is `windowMs` old counts 1/e as much as now. Times in ms. */
export class Utilisation {
  readonly #windowMs: number;
  #value = 0;
  #share = 0;
  #at: number;

  /** Nobody is busy at `now`. */
  constructor(windowMs: number, now: number) {
    this.#windowMs = windowMs;
    this.#at = now;
  }

  /** From now on `busy` of `workers` are busy. */
  set(busy: number, workers: number, now: number): void {
    this.#value = this.at(now);
    this.#at = now;
    this.#share = workers === 0 ? 0 : busy / workers;
  }

  /** The mean at `now`, from 0 to 1. */
  at(now: number): number {
    const weight = Math.exp(-(now - this.#at) / this.#windowMs);
    return this.#share + (this.#value - this.#share) * weight;
  }
}
