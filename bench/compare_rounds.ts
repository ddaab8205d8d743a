/** From rounds to the figures of a table: medians, and ratios within one round. @module */
import type { Case, Round } from "./rounds.ts";

/** A figure and how far it moved from round to round. */
export interface Spread {
  readonly median: number;
  readonly min: number;
  readonly max: number;
}

/** One contender at one case. */
export interface Row {
  /** Name of the contender. */
  readonly name: string;
  /** Tasks a second: the median of the rounds. */
  readonly perSecond: number;
  /** Tasks a second divided by those of the first contender in the same round. */
  readonly ratio: Spread;
  /** Half of all tasks took no longer, in us. */
  readonly p50Us: number;
  /** 99 % of all tasks took no longer, in us. */
  readonly p99Us: number;
  /** Processor time of the whole process for one task, in us. */
  readonly cpuUs: number;
}

/** All contenders at one case. */
export interface Comparison {
  readonly job: Case;
  readonly rounds: number;
  readonly rows: readonly Row[];
}

/** Puts the rounds of `measureCase` into rows; the first contender is what the others are divided by. */
export function compareRounds(
  job: Case,
  names: readonly string[],
  measured: readonly (readonly Round[])[],
): Comparison {
  const [baseline] = measured;
  const rows = measured.map((rounds, index): Row => {
    const latencies = joined(rounds);
    return {
      name: names[index],
      perSecond: median(rounds.map(({ perSecond }) => perSecond)),
      ratio: spread(rounds.map(({ perSecond }, round) => perSecond / baseline[round].perSecond)),
      p50Us: quantile(latencies, 0.5),
      p99Us: quantile(latencies, 0.99),
      cpuUs: median(rounds.map(({ cpuUs }) => cpuUs)),
    };
  });
  return { job, rounds: baseline.length, rows };
}

/** The middle value, or the mean of the two in the middle; there must be one. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

function spread(values: readonly number[]): Spread {
  return { median: median(values), min: Math.min(...values), max: Math.max(...values) };
}

function joined(rounds: readonly Round[]): Float64Array {
  return Float64Array.from(rounds.flatMap(({ latenciesUs }) => [...latenciesUs])).sort();
}

function quantile(sorted: Float64Array, share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))];
}
