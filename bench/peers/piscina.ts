/** piscina on the threads of `node:worker_threads`. @module */
import { Piscina } from "piscina";
import { type Contender, type Entrant, touchAll } from "./contender.ts";
import { onePixel } from "./pixel_task.ts";

/** Its defaults, with a fixed number of threads. */
export const piscina: Entrant = {
  name: "piscina",
  create(workers): Contender {
    const filename = new URL("./piscina_worker.ts", import.meta.url).href;
    const pool = new Piscina({ filename, minThreads: workers, maxThreads: workers });
    const nothing = async (): Promise<void> => void await pool.run(1);
    return {
      name: "piscina",
      ready: () => touchAll(workers, nothing),
      nothing,
      pixel: async () => void await pool.run(onePixel()),
      move: (buffer) => pool.run(buffer, { transferList: [buffer] }),
      close: () => pool.destroy(),
    };
  },
};
