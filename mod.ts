/**
 * pixelpool as a library: pictures and pixels through recipes of filters, on an executor of your choice.
 *
 * ```ts ignore
 * import { convert, createExecutor } from "@pixelpool/pixelpool";
 *
 * await using executor = await createExecutor("workers");
 * const photo = await Deno.readFile("photo.jpg");
 * const small = await convert(photo, "resize:320,sharpen:sigma=2", { executor, format: "png" });
 * await Deno.writeFile("small.png", small.bytes);
 * ```
 *
 * - one picture: {@linkcode convert}; many: {@linkcode convertMany}; raw pixels: {@linkcode applyFilters}
 * - where the work runs: {@linkcode createExecutor}, or a {@linkcode WorkerPool} with all its options
 * - a filter of one's own: `defineFilter` of `@pixelpool/pixelpool/filter`, and {@linkcode loadPlugin}
 *
 * @module
 */
export { convert, type ConvertOptions, type OutputOptions } from "./library/convert.ts";
export {
  type Converted,
  convertMany,
  type ConvertManyOptions,
  type ManyProgress,
  type Picture,
} from "./library/convert_many.ts";
export { applyFilters, type ApplyFiltersOptions } from "./library/apply_filters.ts";
export { createExecutor, type CreateExecutorOptions } from "./library/create_executor.ts";

export {
  formatRecipe,
  parseRecipe,
  type Presets,
  recipeFromJson,
  type RecipeOptions,
  type Step,
} from "./pipeline/recipe.ts";
export { makePlan, type Plan, type PlanOptions } from "./pipeline/plan.ts";
export type { EncodeOptions, Format } from "./codecs/codec.ts";
export { READ_FORMATS, WRITE_FORMATS } from "./codecs/registry.ts";
export {
  assertImage,
  createImage,
  pixelWords,
  type RgbaImage,
  type Size,
} from "./image/rgba_image.ts";
export type { Limits } from "./image/limits.ts";
export type { Shrink, ShrunkSource } from "./image/shrink.ts";

export { loadedPlugins, loadPlugin } from "./filters/plugin.ts";
export { allFilters, filterNames, findFilter } from "./filters/registry.ts";
export { defineFilter, type Filter, type FilterKind } from "./filters/filter.ts";
export {
  boolean,
  type BooleanParam,
  choice,
  type ChoiceParam,
  type Colour,
  colour,
  type ColourParam,
  type DescribedParam,
  integer,
  number,
  type NumberOptions,
  type NumberParam,
  numbers,
  type NumbersParam,
  type Param,
  type Params,
  type ParamValue,
  type ValueOf,
  type ValuesOf,
} from "./filters/param.ts";
export {
  type CustomKernel,
  type CustomParams,
  customStage,
  type CustomStageOptions,
} from "./kernels/custom.ts";
export { type KernelSet, kernelSet, useKernels } from "./kernels/active.ts";
export type { RunRows } from "./kernels/kernels.ts";
export type {
  AffineStage,
  AxisWeights,
  BilateralStage,
  BlurStage,
  BoxStage,
  ClaheStage,
  ConvolveStage,
  CropStage,
  CustomStage,
  DetailStage,
  EqualizeStage,
  ExtendStage,
  GradientOperator,
  GradientStage,
  HysteresisStage,
  LumaLutStage,
  LumaStage,
  LutStage,
  MatrixStage,
  MedianStage,
  MorphologyStage,
  NearestStage,
  NoiseStage,
  NonmaxStage,
  OrientStage,
  PixelateStage,
  ResampleStage,
  Stage,
  StretchStage,
  UnsharpStage,
  VignetteStage,
} from "./kernels/stage.ts";

export { type CloseOptions, WorkerPool } from "./pool/worker_pool.ts";
export type { OnCannotStart, WorkerPoolOptions } from "./pool/worker_pool_options.ts";
export type { WorkerInfo, WorkerPoolStats } from "./pool/pool_stats.ts";
export type { PoolEvents, WorkerId } from "./pool/pool_events.ts";
export type { ListenOptions } from "./pool/typed_events.ts";
export type { MapOptions } from "./pool/map_tasks.ts";
export type { Balance, WorkerLoad } from "./pool/balancer.ts";
export type { LaneName, LaneOptions, LaneRule } from "./pool/lane.ts";
export type { Access } from "./pool/lane_access.ts";
export type { ExecutorOptions } from "./pool/executor_options.ts";
export type {
  Backoff,
  Executor,
  ExecutorStats,
  Mode,
  Recover,
  RunOptions,
} from "./pool/executor.ts";
export type {
  ApplyResult,
  ApplyTask,
  BandResult,
  BandTask,
  ConvertResult,
  ConvertTask,
  DecodeResult,
  DecodeTask,
  EncodeResult,
  EncodeTask,
  ResultOf,
  Task,
  TaskResult,
  Timings,
} from "./task/task.ts";
export type { ArenaRef, FrameRef } from "./task/frame.ts";
export type {
  FoundMetadata,
  Metadata,
  MetadataChoice,
  MetadataRequest,
} from "./codecs/metadata/metadata.ts";
export type { RowRange } from "./pipeline/run_stage.ts";

export { type OnFull, QueueManager } from "./queue/queue_manager.ts";
export type {
  Entry,
  QueueMetrics,
  QueueOptions,
  QueueStats,
  SubmitOptions,
  WaitingGroup,
} from "./queue/queue_manager.ts";
export type { QueueBounds } from "./queue/bounded_queue.ts";
export type { LedgerCounts, OpenState, SettledState } from "./queue/ledger.ts";
export type { DurationSummary } from "./queue/histogram.ts";

export {
  DecodeError,
  type ErrorCode,
  InputError,
  InternalError,
  LimitError,
  OutputError,
  PixelpoolError,
  QueueFullError,
  TaskTimeoutError,
  WorkerCrashedError,
} from "./errors.ts";
