/** Everything that crosses the line between pool and worker: plain data, matched by `id`. @module */
import type { Format } from "../codecs/codec.ts";
import type { SerializedError } from "../errors.ts";
import type { KernelSet } from "../kernels/active.ts";
import type { WireResult, WireTask } from "./wire.ts";

/** Pool to worker. */
export type WorkerRequest =
  | {
    readonly type: "start";
    /** Name of the lock that the worker holds for life; see `liveness.ts`. */
    readonly token: string;
    /** Memory of the cancel and progress words; see `cancel.ts`. */
    readonly control: SharedArrayBuffer;
    /** Whether its first module brings plugins, which it takes before it is ready; see `worker_entry.ts`. */
    readonly hasPlugins: boolean;
    /** Formats whose codecs it tries before it is ready. */
    readonly warmUp: readonly Format[];
    /** The kernels that it runs. */
    readonly kernels: KernelSet;
  }
  | { readonly type: "run"; readonly id: number; readonly task: WireTask };

/** Worker to pool; `crashed` is the last message of a worker that dies of an error outside of any task. */
export type WorkerResponse =
  | { readonly type: "ready" }
  | { readonly type: "crashed"; readonly reason: string }
  | WorkerReply;

/** How a task went; exactly one for each `run`. */
export type WorkerReply =
  & {
    readonly id: number;
    /** Memory of the worker's heap and buffers afterwards, in bytes; now and then. */
    readonly memoryBytes?: number | undefined;
  }
  & (
    | { readonly type: "done"; readonly result: WireResult }
    | { readonly type: "failed"; readonly error: SerializedError }
  );
