/** pixelpool as its users get it, and with a worker that only answers. @module */
import { WorkerPool } from "../../pool/worker_pool.ts";
import { type Contender, type Entrant, touchAll } from "./contender.ts";
import { onePixel, pixelTask } from "./pixel_task.ts";

/** Width of the picture that a buffer to move is taken for. */
const ROW_PIXELS = 3840;

/** Its own worker script, which checks the task and runs its empty plan. */
export const pixelpool: Entrant = {
  name: "pixelpool",
  create: (workers) => new Pixelpool("pixelpool", workers, undefined),
};

/** A worker script that speaks the protocol and sends each task back: the pool alone. */
export const pixelpoolEcho: Entrant = {
  name: "pixelpool, echo",
  create: (workers) =>
    new Pixelpool(
      "pixelpool, echo",
      workers,
      new URL("./pixelpool_echo_worker.ts", import.meta.url),
    ),
};

class Pixelpool implements Contender {
  readonly name: string;
  readonly #workers: number;
  readonly #pool: WorkerPool;

  constructor(name: string, workers: number, script: URL | undefined) {
    this.name = name;
    this.#workers = workers;
    this.#pool = new WorkerPool({ workers, script });
  }

  async ready(): Promise<void> {
    await this.#pool.ready();
    await touchAll(this.#workers, () => this.nothing());
  }

  /** There is no smaller task. */
  nothing(): Promise<void> {
    return this.pixel();
  }

  async pixel(): Promise<void> {
    await this.#pool.run(onePixel());
  }

  async move(buffer: ArrayBuffer): Promise<ArrayBuffer> {
    const pixels = buffer.byteLength / 4;
    const width = pixels % ROW_PIXELS === 0 ? ROW_PIXELS : pixels;
    const { image } = await this.#pool.run(pixelTask(buffer, width, pixels / width));
    return image.data.buffer as ArrayBuffer;
  }

  async close(): Promise<void> {
    await this.#pool.close();
  }
}
