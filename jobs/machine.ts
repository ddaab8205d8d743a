/** How fast this machine is against the one that forecasts are made for, learned from work that was done. @module */
import type { PredictedTimes } from "./forecast.ts";

/** Factors on predicted times, and what a worker costs before its first picture. */
export interface Machine {
  /** Measured time of filters divided by the predicted one. */
  readonly filterFactor: number;
  /** The same for decoding and encoding. */
  readonly codecFactor: number;
  /** From asking for the first worker to its first task, in ms. */
  readonly workerStartMs: number;
}

/** The machine of docs/benchmarks.md. */
export const DEFAULT_MACHINE: Machine = { filterFactor: 1, codecFactor: 1, workerStartMs: 60 };

/** What a batch has shown; times in ms, summed over its completed pictures. */
export interface Experience {
  readonly predicted: PredictedTimes;
  readonly measured: PredictedTimes;
  /** Time from asking for workers to the first task; `undefined` when no worker was started. */
  readonly workerStartMs: number | undefined;
}

/** Less predicted work than this says nothing: the first pictures of a thread take several times as long. */
const LEAST_MS = 500;

/** Beyond these bounds something else was measured: a debugger, a suspended laptop. */
const FACTORS = { min: 0.05, max: 20 } as const;
const STARTS = { min: 5, max: 2_000 } as const;

/** How much one batch moves what is known: a busy moment must not turn every later choice around. */
const WEIGHT = 0.5;

/** The machine as it looks after a batch; the same object when the batch says nothing. */
export function learnMachine(
  known: Machine,
  { predicted, measured, workerStartMs }: Experience,
): Machine {
  const codec = (times: PredictedTimes): number => times.decode + times.encode;
  const learned: Machine = {
    filterFactor: blend(known.filterFactor, predicted.filter, measured.filter),
    codecFactor: blend(known.codecFactor, codec(predicted), codec(measured)),
    workerStartMs: workerStartMs === undefined
      ? known.workerStartMs
      : mean(known.workerStartMs, clamp(workerStartMs, STARTS)),
  };
  const same = learned.filterFactor === known.filterFactor &&
    learned.codecFactor === known.codecFactor && learned.workerStartMs === known.workerStartMs;
  return same ? known : learned;
}

/** Whether `value` can be a machine; a file may hold anything. */
export function isMachine(value: unknown): value is Machine {
  if (typeof value !== "object" || value === null) return false;
  const { filterFactor, codecFactor, workerStartMs } = value as Record<string, unknown>;
  return within(filterFactor, FACTORS) && within(codecFactor, FACTORS) &&
    within(workerStartMs, STARTS);
}

function blend(known: number, predicted: number, measured: number): number {
  if (predicted < LEAST_MS || !(measured > 0)) return known;
  return mean(known, clamp(measured / predicted, FACTORS));
}

function mean(known: number, seen: number): number {
  return known + WEIGHT * (seen - known);
}

interface Bounds {
  readonly min: number;
  readonly max: number;
}

function clamp(value: number, { min, max }: Bounds): number {
  return Math.min(max, Math.max(min, value));
}

function within(value: unknown, { min, max }: Bounds): boolean {
  return typeof value === "number" && value >= min && value <= max;
}
