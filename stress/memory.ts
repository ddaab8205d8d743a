/** Resident memory over a run, and whether it grows. @module */

/** Time between two samples, in ms. */
export const SAMPLE_MS = 1_000;

/**
 * Runs of less than three minutes are still filling caches and heaps: what they show is no trend. A busy processor
 * delays some samples.
 */
const LEAST_SAMPLES = 170;

/** Takes samples until it is disposed of. */
export class MemorySampler implements Disposable {
  readonly #samples: number[] = [];
  readonly #timer: ReturnType<typeof setInterval>;

  /** Takes the first one at once. */
  constructor(readBytes: () => number = () => Deno.memoryUsage().rss) {
    this.#samples.push(readBytes());
    this.#timer = setInterval(() => this.#samples.push(readBytes()), SAMPLE_MS);
  }

  /** Bytes, one a second. */
  get samples(): readonly number[] {
    return this.#samples;
  }

  [Symbol.dispose](): void {
    clearInterval(this.#timer);
  }
}

/**
 * Growth over the last two thirds of a run, in bytes a minute, by least squares; `undefined` for a run of less than
 * three minutes.
 */
export function memorySlope(samples: readonly number[]): number | undefined {
  if (samples.length < LEAST_SAMPLES) return undefined;
  const tail = samples.slice(Math.floor(samples.length / 3));
  const middle = (tail.length - 1) / 2;
  const mean = tail.reduce((sum, bytes) => sum + bytes, 0) / tail.length;
  let products = 0;
  let squares = 0;
  tail.forEach((bytes, index) => {
    products += (index - middle) * (bytes - mean);
    squares += (index - middle) ** 2;
  });
  return products / squares * (60_000 / SAMPLE_MS);
}
