/** What a worker gets and gives: plain data on both ways. @module */
import type { EncodeOptions, Format } from "../codecs/codec.ts";
import type { Limits } from "../image/limits.ts";
import type { RgbaImage, Size } from "../image/rgba_image.ts";
import type { Plan } from "../pipeline/plan.ts";
import type { Step } from "../pipeline/recipe.ts";

/** Pixels in, pixels out. In `workers` mode the pixels are transferred: the caller's image is detached. */
export interface ApplyTask {
  /** Tells the tasks apart. */
  readonly kind: "apply";
  /** The pixels. */
  readonly image: RgbaImage;
  /** What is done with them. */
  readonly plan: Plan;
}

/** Encoded picture in, encoded picture out. In `workers` mode `bytes` is transferred. */
export interface ConvertTask {
  /** Tells the tasks apart. */
  readonly kind: "convert";
  /** The encoded picture. */
  readonly bytes: Uint8Array;
  /** The recipe, checked. */
  readonly steps: readonly Step[];
  /** `undefined` keeps the format of the input. */
  readonly format: Format | undefined;
  /** How the result is encoded. */
  readonly encode: EncodeOptions;
  /** Bounds on the source and on each picture between stages. */
  readonly limits: Limits;
  /** Name of a provider; `undefined` takes the default one of the format. */
  readonly codec: string | undefined;
}

/** Every task; the switch over `kind` is exhaustive wherever tasks are run. */
export type Task = ApplyTask | ConvertTask;

/** Time spent in a task, in ms. `queue` is filled in by who owns the waiting line. */
export interface Timings {
  /** Waiting for a worker. */
  readonly queue: number;
  /** Reading the header, planning and decoding. */
  readonly decode: number;
  /** Running the plan. */
  readonly filter: number;
  /** Encoding. */
  readonly encode: number;
  /** Decode, filter and encode together. */
  readonly total: number;
}

/** Result of an `apply` task. */
export interface ApplyResult {
  /** Tells the tasks apart. */
  readonly kind: "apply";
  /** The pixels. */
  readonly image: RgbaImage;
  /** Where the time went. */
  readonly timings: Timings;
}

/** Result of a `convert` task. */
export interface ConvertResult {
  /** Tells the tasks apart. */
  readonly kind: "convert";
  /** The encoded picture. */
  readonly bytes: Uint8Array;
  /** Format of `bytes`. */
  readonly format: Format;
  /** Size of the result. */
  readonly output: Size;
  /** Size of the source, upright. */
  readonly input: Size;
  /** Things worth saying that were no reason to refuse, for instance frames left out. */
  readonly warnings: readonly string[];
  /** Where the time went. */
  readonly timings: Timings;
}

/** Every result. */
export type TaskResult = ApplyResult | ConvertResult;

/** The result that belongs to a task. */
export type ResultOf<T extends Task> = Extract<TaskResult, { kind: T["kind"] }>;

/** Bytes a task holds while it waits; the queue is bounded by them. */
export function taskBytes(task: Task): number {
  switch (task.kind) {
    case "apply":
      return task.image.data.byteLength;
    case "convert":
      return task.bytes.byteLength;
    default:
      return task satisfies never;
  }
}
