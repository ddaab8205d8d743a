/**
 * The floor of the cost: workers, ids and a map, as one would write them by hand for one program. No line, no
 * deadline, no fault is handled.
 *
 * @module
 */
import { type Contender, type Entrant, touchAll } from "./contender.ts";
import { onePixel } from "./pixel_task.ts";

interface BareWorker {
  readonly worker: Worker;
  pending: number;
}

/** As fast as two workers can be had. */
export const bare: Entrant = { name: "bare", create: (workers) => new Bare(workers) };

class Bare implements Contender {
  readonly name = "bare";
  readonly #workers: readonly BareWorker[];
  readonly #callers = new Map<number, (value: unknown) => void>();
  #lastId = 0;

  constructor(count: number) {
    this.#workers = Array.from({ length: count }, () => this.#start());
  }

  ready(): Promise<void> {
    return touchAll(this.#workers.length, () => this.nothing());
  }

  async nothing(): Promise<void> {
    await this.#run(1);
  }

  async pixel(): Promise<void> {
    await this.#run(onePixel());
  }

  async move(buffer: ArrayBuffer): Promise<ArrayBuffer> {
    return await this.#run(buffer, [buffer]) as ArrayBuffer;
  }

  close(): Promise<void> {
    for (const { worker } of this.#workers) worker.terminate();
    return Promise.resolve();
  }

  #start(): BareWorker {
    const worker = new Worker(new URL("./bare_worker.ts", import.meta.url), { type: "module" });
    const entry: BareWorker = { worker, pending: 0 };
    worker.onmessage = ({ data }: MessageEvent<{ id: number; value: unknown }>) => {
      entry.pending--;
      this.#callers.get(data.id)?.(data.value);
      this.#callers.delete(data.id);
    };
    return entry;
  }

  #run(value: unknown, transfer?: Transferable[]): Promise<unknown> {
    return new Promise((resolve) => {
      const entry = this.#workers.reduce((a, b) => b.pending < a.pending ? b : a);
      entry.pending++;
      const id = ++this.#lastId;
      this.#callers.set(id, resolve);
      if (transfer === undefined) entry.worker.postMessage({ id, value });
      else entry.worker.postMessage({ id, value }, transfer);
    });
  }
}
