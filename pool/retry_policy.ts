/** Whether a task that failed is tried again, and when: pure decisions. @module */
import { ERROR_RULES, errorCode } from "../errors.ts";

/** How long to wait before a task is tried again. */
export interface Backoff {
  /** `fixed` waits the same time before each try; `exponential` doubles it from try to try. */
  readonly type: "fixed" | "exponential";
  /** Time before the second try, in ms. */
  readonly delay: number;
  /**
   * Share of the time, from 0 to 1, that chance may take away, so that tasks that failed together do not all
   * come back together.
   * @default 0
   */
  readonly jitter?: number | undefined;
}

/** What is known when an attempt has failed. */
export interface FailedAttempt {
  /** What it failed with; its code says whether another try can help. */
  readonly error: unknown;
  /** Attempts made, this one included. */
  readonly attempt: number;
  /** Attempts allowed. */
  readonly attempts: number;
  /** Workers that died while they ran the task. */
  readonly deaths: number;
  /** Deaths from which on the task is to blame. */
  readonly maxDeaths: number;
  /** Whether the input of the task can be had again. */
  readonly canRecover: boolean;
}

/** What becomes of a task whose attempt has failed. */
export type RetryVerdict = "retry" | "fail" | "poison";

/** Longest time between two attempts, in ms. */
const MAX_BACKOFF_MS = 60_000;

/**
 * Decides from the table of codes, never from the text of an error. Poison comes first: a task that has killed
 * that many workers is not to blame on chance, however many attempts it may have left.
 */
export function decideRetry(failed: FailedAttempt): RetryVerdict {
  const { error, attempt, attempts, deaths, maxDeaths, canRecover } = failed;
  if (deaths >= maxDeaths) return "poison";
  if (attempt >= attempts || !canRecover) return "fail";
  return ERROR_RULES[errorCode(error)].retry ? "retry" : "fail";
}

/**
 * Time from the end of an attempt to the next one, in ms, at most a minute.
 *
 * @param attempt the attempt that failed, from 1
 * @param random a number from 0 to below 1
 */
export function backoffMs(backoff: Backoff, attempt: number, random: number): number {
  const { type, delay, jitter = 0 } = backoff;
  const time = type === "fixed" ? delay : delay * 2 ** (attempt - 1);
  return Math.min(time, MAX_BACKOFF_MS) * (1 - jitter * random);
}
