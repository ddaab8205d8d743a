import { WorkerPool } from "../../pool/worker_pool.ts";
import { testExecutor, testResponsiveExecutor } from "./conformance.ts";

for (const workers of [1, 2, 4, 8]) {
  const name = `WorkerPool of ${workers}`;
  testExecutor(name, (options) => new WorkerPool({ ...options, workers }));
  testResponsiveExecutor(name, (options) => new WorkerPool({ ...options, workers }));
}
