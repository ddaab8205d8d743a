/**
 * Durations in buckets whose bounds grow by a constant factor: any number of values in constant memory, and
 * every quantile right within 1 %.
 *
 * The buckets and the error bound are those of DDSketch (Masson, Rim, Lee: "DDSketch: a fast and
 * fully-mergeable quantile sketch with relative-error guarantees", VLDB 2019).
 *
 * @module
 */

/** Largest relative error of a quantile. */
const ERROR = 0.01;
const LOG_GROWTH = Math.log((1 + ERROR) / (1 - ERROR));

/** What is shorter counts as this: a microsecond, in ms. */
const MIN_MS = 1e-3;
/** What is longer counts as this: 11 days, in ms. */
const MAX_MS = 1e9;
const BUCKETS = bucketOf(MAX_MS) + 1;

/** Durations in short; times in ms, all 0 when nothing was recorded. */
export interface DurationSummary {
  /** Durations recorded. */
  readonly count: number;
  /** Their mean, exact. */
  readonly mean: number;
  /** The longest, exact. */
  readonly max: number;
  /** Half of them are no longer; within 1 %. */
  readonly p50: number;
  /** 95 % of them are no longer; within 1 %. */
  readonly p95: number;
  /** 99 % of them are no longer; within 1 %. */
  readonly p99: number;
}

/** Counts durations; 11 KiB, however many. */
export class Histogram {
  readonly #buckets = new Float64Array(BUCKETS);
  #count = 0;
  #sum = 0;
  #max = 0;

  /** Adds a duration in ms; one below 0 counts as 0. */
  record(ms: number): void {
    const duration = Math.max(0, ms);
    this.#buckets[bucketOf(duration)]++;
    this.#count++;
    this.#sum += duration;
    this.#max = Math.max(this.#max, duration);
  }

  /** The duration in ms that a share `q` of all does not exceed, within 1 %; 0 when there are none. */
  quantile(q: number): number {
    if (this.#count === 0) return 0;
    const wanted = Math.max(1, Math.ceil(q * this.#count));
    let seen = 0;
    for (let bucket = 0; bucket < BUCKETS; bucket++) {
      seen += this.#buckets[bucket];
      if (seen >= wanted) return Math.min(valueOf(bucket), this.#max);
    }
    return this.#max;
  }

  /** All of it in short. */
  summary(): DurationSummary {
    return {
      count: this.#count,
      mean: this.#count === 0 ? 0 : this.#sum / this.#count,
      max: this.#max,
      p50: this.quantile(0.5),
      p95: this.quantile(0.95),
      p99: this.quantile(0.99),
    };
  }
}

function bucketOf(ms: number): number {
  const bounded = Math.min(Math.max(ms, MIN_MS), MAX_MS);
  return Math.ceil(Math.log(bounded / MIN_MS) / LOG_GROWTH);
}

/** The value that is at most 1 % from everything in its bucket. */
function valueOf(bucket: number): number {
  return MIN_MS * Math.exp(bucket * LOG_GROWTH) * (1 - ERROR);
}
