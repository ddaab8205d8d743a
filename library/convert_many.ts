/** Many encoded pictures through one recipe, a few at a time. @module */
import { defaultWorkers } from "../config.ts";
import { isAbort, TaskTimeoutError } from "../errors.ts";
import type { Step } from "../pipeline/recipe.ts";
import type { Executor } from "../pool/executor.ts";
import type { ConvertResult } from "../task/task.ts";
import { type OutputOptions, taskWithout } from "./convert.ts";
import { createExecutor } from "./create_executor.ts";

/** A picture: its bytes, which move to a worker, or a function that reads them when it is their turn. */
export type Picture = Uint8Array | (() => Uint8Array | Promise<Uint8Array>);

/** What became of one picture. */
export type Converted =
  | {
    /** Its place among the inputs, from 0. */
    readonly index: number;
    /** How it ended. */
    readonly status: "completed";
    /** The encoded result. */
    readonly result: ConvertResult;
  }
  | {
    /** Its place among the inputs, from 0. */
    readonly index: number;
    /** How it ended; `cancelled` by the signal. */
    readonly status: "failed" | "timed_out" | "cancelled";
    /** What was thrown. */
    readonly error: unknown;
  };

/** How far `convertMany` is. */
export interface ManyProgress {
  /** Pictures that have ended. */
  readonly settled: number;
  /** Those of them that are completed. */
  readonly completed: number;
  /** The one that has ended now. */
  readonly last: Converted;
}

/** Options of `convertMany`. */
export interface ConvertManyOptions extends OutputOptions {
  /** Runs the work; it stays open. @default a workers executor for this call, one worker a core */
  readonly executor?: Executor | undefined;
  /** Pictures that are read and whose results are not taken yet. @default 2 a core */
  readonly concurrency?: number | undefined;
  /** Stops the work: what runs ends as `cancelled`, and no more pictures are read. */
  readonly signal?: AbortSignal | undefined;
  /** Deadline of each picture in ms from the start of its work. @default 30000 */
  readonly timeout?: number | undefined;
  /** Called whenever a picture has ended, in the order in which they end. */
  readonly onProgress?: ((progress: ManyProgress) => void) | undefined;
}

/**
 * Runs encoded pictures through a recipe and yields what became of each, in the order of the inputs. A picture
 * that fails does not stop the others. Inputs are read only as far ahead as `concurrency` says, so that they
 * may be endless; leaving the loop stops what still runs.
 *
 * @throws {InputError} for a recipe that cannot be used
 * @throws {RangeError} when `quality` or `concurrency` is out of range
 * @throws whatever the source of inputs itself throws
 */
export async function* convertMany(
  inputs: Iterable<Picture> | AsyncIterable<Picture>,
  recipe: string | readonly Step[],
  options: ConvertManyOptions = {},
): AsyncGenerator<Converted, void, void> {
  const { concurrency = 2 * defaultWorkers(), timeout, onProgress } = options;
  if (!Number.isInteger(concurrency) || concurrency < 1) {
    throw new RangeError(
      `Cannot convert as 'concurrency' must be a positive integer: current value is ${concurrency}`,
    );
  }
  const rest = taskWithout(recipe, options);
  await using own = options.executor === undefined ? await createExecutor("workers") : undefined;
  const executor = options.executor ?? own as Executor;
  const left = new AbortController();
  const signal = options.signal === undefined
    ? left.signal
    : AbortSignal.any([left.signal, options.signal]);
  let settled = 0;
  let completed = 0;

  async function one(picture: Picture, index: number): Promise<Converted> {
    const last = await outcome(index, async () => {
      const bytes = typeof picture === "function" ? await picture() : picture;
      return await executor.run({ ...rest, bytes }, { signal, timeout });
    });
    settled++;
    if (last.status === "completed") completed++;
    onProgress?.({ settled, completed, last });
    return last;
  }

  const running: Promise<Converted>[] = [];
  let index = 0;
  try {
    for await (const picture of inputs) {
      if (signal.aborted) break;
      running.push(handled(one(picture, index++)));
      if (running.length === concurrency) yield await running.shift() as Converted;
    }
    for (const promise of running) yield await promise;
  } finally {
    left.abort();
    await Promise.allSettled(running);
  }
}

async function outcome(index: number, work: () => Promise<ConvertResult>): Promise<Converted> {
  try {
    return { index, status: "completed", result: await work() };
  } catch (error) {
    const ended = error instanceof TaskTimeoutError ? "timed_out" : "failed";
    return { index, status: isAbort(error) ? "cancelled" : ended, error };
  }
}

/** A promise whose rejection, by `onProgress`, is thrown when its turn comes, or never. */
function handled<T>(promise: Promise<T>): Promise<T> {
  promise.catch(() => {});
  return promise;
}
