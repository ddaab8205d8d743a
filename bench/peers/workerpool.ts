/** workerpool on the threads of `node:worker_threads`. @module */
import { fileURLToPath } from "node:url";
import workerpool from "workerpool";
import { type Contender, type Entrant, touchAll } from "./contender.ts";
import { onePixel } from "./pixel_task.ts";

/** Its defaults, with a fixed number of threads. */
export const workerpoolPeer: Entrant = {
  name: "workerpool",
  create(workers): Contender {
    const script = fileURLToPath(new URL("./workerpool_worker.ts", import.meta.url));
    const pool = workerpool.pool(script, {
      minWorkers: workers,
      maxWorkers: workers,
      workerType: "thread",
    });
    const nothing = async (): Promise<void> => void await pool.exec("echo", [1]);
    return {
      name: "workerpool",
      ready: () => touchAll(workers, nothing),
      nothing,
      pixel: async () => void await pool.exec("echo", [onePixel()]),
      move: async (buffer) =>
        await pool.exec("echo", [buffer], { transfer: [buffer] }) as ArrayBuffer,
      close: async () => void await pool.terminate(true),
    };
  },
};
