/** Runs many tasks from a source of any length, reading only as far ahead as it works. @module */
import type { ResultOf, Task } from "../task/task.ts";
import type { Executor, RunOptions } from "./executor.ts";

/** Options of `mapTasks`; the others are those of each run. */
export interface MapOptions extends Omit<RunOptions, "onAccepted" | "recover"> {
  /** Items that are read and whose results are not taken yet. @default 4 */
  readonly concurrency?: number | undefined;
}

/**
 * Makes a task of each item, runs them, and yields the results in the order of the items. At most `concurrency`
 * items are read beyond those whose results were taken, so that a slow consumer holds the source back.
 *
 * The first error, of the source, of `toTask` or of a run, is thrown in its place. Then, or when the consumer
 * leaves, the source is closed and what still runs is aborted.
 *
 * @throws {RangeError} when `concurrency` is no positive integer
 */
export async function* mapTasks<Item, T extends Task>(
  executor: Executor,
  items: Iterable<Item> | AsyncIterable<Item>,
  toTask: (item: Item, index: number) => T | Promise<T>,
  options: MapOptions = {},
): AsyncGenerator<ResultOf<T>, void, void> {
  const { concurrency = 4, signal, ...runOptions } = options;
  if (!Number.isInteger(concurrency) || concurrency < 1) {
    throw new RangeError(
      `Cannot map as 'concurrency' must be a positive integer: current value is ${concurrency}`,
    );
  }
  using stop = stopper(signal);
  const source = iterate(items);
  const running: Promise<ResultOf<T>>[] = [];
  let index = 0;
  let isDone = false;
  async function start(item: Item, index: number): Promise<ResultOf<T>> {
    const task = await toTask(item, index);
    return await executor.run(task, { ...runOptions, signal: stop.signal });
  }
  try {
    while (true) {
      while (!isDone && running.length < concurrency) {
        const next = await source.next();
        if (next.done) isDone = true;
        else running.push(watched(start(next.value, index++)));
      }
      const first = running.shift();
      if (first === undefined) return;
      yield await first;
    }
  } finally {
    stop.abort();
    await Promise.allSettled(running);
    if (!isDone) await source.return?.();
  }
}

/** A promise whose rejection nobody has to handle: it is thrown when its turn comes, or never. */
function watched<T>(promise: Promise<T>): Promise<T> {
  promise.catch(() => {});
  return promise;
}

/** A signal that aborts with the caller's, and by itself; it leaves no listener behind. */
function stopper(
  outer: AbortSignal | undefined,
): { readonly signal: AbortSignal; abort(): void } & Disposable {
  const controller = new AbortController();
  const follow = (): void => controller.abort(outer?.reason);
  if (outer?.aborted) follow();
  outer?.addEventListener("abort", follow);
  return {
    signal: controller.signal,
    abort: () => controller.abort(),
    [Symbol.dispose]: () => outer?.removeEventListener("abort", follow),
  };
}

function iterate<Item>(
  items: Iterable<Item> | AsyncIterable<Item>,
): AsyncIterator<Item, unknown> | Iterator<Item, unknown> {
  return Symbol.asyncIterator in items ? items[Symbol.asyncIterator]() : items[Symbol.iterator]();
}
