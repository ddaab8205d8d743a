/** What a worker gets and gives: plain data on both ways. @module */
import type { EncodeOptions, Format } from "../codecs/codec.ts";
import type {
  FoundMetadata,
  MetadataChoice,
  MetadataRequest,
} from "../codecs/metadata/metadata.ts";
import type { Limits } from "../image/limits.ts";
import type { RgbaImage, Size } from "../image/rgba_image.ts";
import type { Shrink } from "../image/shrink.ts";
import type { Stage } from "../kernels/stage.ts";
import type { Plan } from "../pipeline/plan.ts";
import type { Step } from "../pipeline/recipe.ts";
import type { RowRange } from "../pipeline/run_stage.ts";
import type { ArenaRef, FrameRef } from "./frame.ts";

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
  /** What of the source's metadata the result carries. @default "icc" */
  readonly metadata?: MetadataChoice | undefined;
  /** Whether the picture is decoded at its full size, also when the recipe begins by shrinking it. @default false */
  readonly precise?: boolean | undefined;
}

/** First part of a picture in bands: encoded picture in, its pixels in an arena. */
export interface DecodeTask {
  /** Tells the tasks apart. */
  readonly kind: "decode";
  /** The encoded picture. */
  readonly bytes: Uint8Array;
  /** What it is. */
  readonly format: Format;
  /** Name of a provider; `undefined` takes the default one of the format. */
  readonly codec: string | undefined;
  /** Where the pixels go. */
  readonly arena: ArenaRef;
  /** Where in it; as large as the header says, divided by `shrink` and rounded up. */
  readonly target: FrameRef;
  /** By how much the picture is decoded smaller. @default 1 */
  readonly shrink?: Shrink | undefined;
  /** What the result carries of the file's metadata, which is read with the pixels. @default nothing */
  readonly metadata?: MetadataRequest | undefined;
}

/**
 * A worker's share of one stage of a picture in an arena: every worker gets the same task and takes bands until
 * none is left. All of them end before those of the next stage begin.
 */
export interface BandTask {
  /** Tells the tasks apart. */
  readonly kind: "band";
  /** What is done. */
  readonly stage: Stage;
  /** The pixels. */
  readonly arena: ArenaRef;
  /** The frame that is read; any row of it. */
  readonly source: FrameRef;
  /** The frame that is written. */
  readonly target: FrameRef;
  /** The rows of each band, in the order in which they are taken. */
  readonly bands: readonly RowRange[];
}

/** Last part of a picture in bands: pixels of an arena in, encoded picture out. */
export interface EncodeTask {
  /** Tells the tasks apart. */
  readonly kind: "encode";
  /** The pixels. */
  readonly arena: ArenaRef;
  /** Where in it. */
  readonly source: FrameRef;
  /** What is written. */
  readonly format: Format;
  /** Name of a provider; `undefined` takes the default one of the format. */
  readonly codec: string | undefined;
  /** How it is encoded. */
  readonly encode: EncodeOptions;
  /** What is put into the file beside the pixels. @default nothing */
  readonly metadata?: FoundMetadata | undefined;
}

/** Every task; the switch over `kind` is exhaustive wherever tasks are run. */
export type Task = ApplyTask | ConvertTask | DecodeTask | BandTask | EncodeTask;

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

/** Result of a `decode` task; the pixels are in the arena. */
export interface DecodeResult {
  /** Tells the tasks apart. */
  readonly kind: "decode";
  /** What was asked for of the metadata. */
  readonly metadata: FoundMetadata;
  /** Where the time went. */
  readonly timings: Timings;
}

/** Result of a `band` task; the rows are in the arena once all workers have ended. */
export interface BandResult {
  /** Tells the tasks apart. */
  readonly kind: "band";
  /** Where the time went. */
  readonly timings: Timings;
}

/** Result of an `encode` task. */
export interface EncodeResult {
  /** Tells the tasks apart. */
  readonly kind: "encode";
  /** The encoded picture. */
  readonly bytes: Uint8Array;
  /** Why metadata was left out, a sentence each. */
  readonly notes: readonly string[];
  /** Where the time went. */
  readonly timings: Timings;
}

/** Every result. */
export type TaskResult = ApplyResult | ConvertResult | DecodeResult | BandResult | EncodeResult;

/** The result that belongs to a task. */
export type ResultOf<T extends Task> = Extract<TaskResult, { kind: T["kind"] }>;

/** Bytes a task holds while it waits; the queue is bounded by them. */
export function taskBytes(task: Task): number {
  switch (task.kind) {
    case "apply":
      return task.image.data.byteLength;
    case "convert":
    case "decode":
      return task.bytes.byteLength;
    // Their pixels are in an arena, which whoever made it counts.
    case "band":
    case "encode":
      return 0;
    default:
      return task satisfies never;
  }
}
