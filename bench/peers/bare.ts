/**
 * The floor of the cost: workers, ids and a map, as one would write them by hand for one program. No line, no
 * deadline, no fault is handled.
 *
 * @module
 */
import { type Contender, type Entrant, touchAll } from "./contender.ts";
import { pixelTask } from "./pixel_task.ts";

interface BareWorker {
  readonly worker: Worker;
  pending: number;
}

/** Posts a bare number. */
export const bare: Entrant = {
  name: "bare",
  create: (workers) => new Bare("bare", workers, () => 1),
};

/** Posts the message that pixelpool needs for its smallest task: what the size of the message alone costs. */
export const bareSameMessage: Entrant = {
  name: "bare, same message",
  create: (workers) =>
    new Bare("bare, same message", workers, () => pixelTask(new ArrayBuffer(4), 1, 1)),
};

class Bare implements Contender {
  readonly name: string;
  readonly #workers: readonly BareWorker[];
  readonly #smallest: () => unknown;
  readonly #callers = new Map<number, (value: unknown) => void>();
  #lastId = 0;

  constructor(name: string, count: number, smallest: () => unknown) {
    this.name = name;
    this.#smallest = smallest;
    this.#workers = Array.from({ length: count }, () => this.#start());
  }

  ready(): Promise<void> {
    return touchAll(this.#workers.length, () => this.nothing());
  }

  async nothing(): Promise<void> {
    const value = this.#smallest();
    await this.#run(value, typeof value === "number" ? [] : [bufferOf(value)]);
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

  #run(value: unknown, transfer: Transferable[]): Promise<unknown> {
    return new Promise((resolve) => {
      const entry = this.#workers.reduce((a, b) => b.pending < a.pending ? b : a);
      entry.pending++;
      const id = ++this.#lastId;
      this.#callers.set(id, resolve);
      entry.worker.postMessage({ id, value }, transfer);
    });
  }
}

function bufferOf(value: unknown): ArrayBuffer {
  return (value as ReturnType<typeof pixelTask>).image.data.buffer as ArrayBuffer;
}
