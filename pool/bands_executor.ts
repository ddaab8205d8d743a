/** One picture at a time, in bands of rows over all workers of a pool. @module */
export { WorkerPool as BandsExecutor } from "./worker_pool.ts";
