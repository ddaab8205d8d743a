/**
 * The primitives that filters lower to. A stage is plain data: it crosses threads by structured clone,
 * carries every table its kernel needs, and means the same to each implementation of the kernels.
 *
 * @module
 */
import type { Size } from "../image/rgba_image.ts";

/** Turns the picture upright; 2 to 8 as EXIF counts them. */
export interface OrientStage {
  /** Tells the stages apart. */
  readonly kind: "orient";
  /** 2 to 8. */
  readonly orientation: number;
}

/** One table for red, green and blue; alpha stays. */
export interface LutStage {
  /** Tells the stages apart. */
  readonly kind: "lut";
  /** 256 entries. */
  readonly table: Uint8Array;
}

/** Luma of BT.601 into red, green and blue; alpha stays. */
export interface LumaStage {
  /** Tells the stages apart. */
  readonly kind: "luma";
}

/** Picks source pixels without blending. */
export interface NearestStage {
  /** Tells the stages apart. */
  readonly kind: "nearest";
  /** Source column of each target column. */
  readonly columns: Int32Array;
  /** Source row of each target row. */
  readonly rows: Int32Array;
}

/**
 * Weights along one axis: target sample `i` is the sum over `k < taps` of source sample `starts[i] + k`
 * times `weights[i * taps + k]`. Q14: the weights of a sample sum to 16384. The samples are all inside the
 * source: what a kernel would read beyond the border is added to the weight of the border sample.
 */
export interface AxisWeights {
  /** Source samples that each target sample sums. */
  readonly taps: number;
  /** First source sample of each target sample. */
  readonly starts: Int32Array;
  /** `taps` weights of each target sample. */
  readonly weights: Int16Array;
}

/** Separable resampling; `horizontal.starts.length` x `vertical.starts.length` is the target size. */
export interface ResampleStage {
  /** Tells the stages apart. */
  readonly kind: "resample";
  /** Along the rows. */
  readonly horizontal: AxisWeights;
  /** Along the columns. */
  readonly vertical: AxisWeights;
}

/** Puts the picture on a larger canvas of one colour. */
export interface ExtendStage {
  /** Tells the stages apart. */
  readonly kind: "extend";
  /** Canvas pixels left of the picture. */
  readonly left: number;
  /** Canvas pixels above the picture. */
  readonly top: number;
  /** Width of the canvas. */
  readonly width: number;
  /** Height of the canvas. */
  readonly height: number;
  /** Red, green, blue, alpha; 0 to 255 each. */
  readonly background: readonly [number, number, number, number];
}

/** Symmetric separable smoothing. */
export interface BlurStage {
  /** Tells the stages apart. */
  readonly kind: "blur";
  /** Q8 half kernel: `weights[0]` is the centre; centre plus twice the others is 256. */
  readonly weights: Uint16Array;
}

/** Unsharp mask: `out = in + amount * (in - blurred)` where the difference reaches the threshold. */
export interface UnsharpStage {
  /** Tells the stages apart. */
  readonly kind: "unsharp";
  /** Q8 half kernel, as in a blur. */
  readonly weights: Uint16Array;
  /** Q8. */
  readonly amount: number;
  /** Least difference that is changed, Q8. */
  readonly threshold: number;
}

/** Adds `strength * (Y - bilateral(Y))` to red, green and blue. */
export interface DetailStage {
  /** Tells the stages apart. */
  readonly kind: "detail";
  /** Pixels from the centre to the edge of the disc. */
  readonly radius: number;
  /** Spatial weights in Q7, `(2 * radius + 1)^2` row-major; 0 outside the disc. */
  readonly spatial: Uint16Array;
  /** Range weights in Q8 by absolute luma difference; 256 entries. */
  readonly range: Uint16Array;
  /** Q8. */
  readonly strength: number;
}

/** The 3x3 derivative operators. */
export type GradientOperator = "sobel" | "scharr" | "prewitt" | "laplacian";

/** Gradient magnitude of luma into red, green and blue; alpha stays. */
export interface GradientStage {
  /** Tells the stages apart. */
  readonly kind: "gradient";
  /** The 3x3 derivative. */
  readonly operator: GradientOperator;
}

/**
 * Smoothed luma, its Sobel gradient, non-maximum suppression and double threshold in one local step. Writes 0 (no
 * edge), 128 (weak) or 255 (strong) into red, green and blue.
 */
export interface NonmaxStage {
  /** Tells the stages apart. */
  readonly kind: "nonmax";
  /** Q8 half kernel as in the blur stage, over luma; a lone 256 leaves luma as it is. */
  readonly smoothing: Uint16Array;
  /** On the L1 norm of the Sobel gradient. */
  readonly low: number;
  /** Norms above it are strong edges, those above `low` weak ones. */
  readonly high: number;
}

/** Keeps weak pixels (128) that touch strong ones (255) through a chain of weak ones; global. */
export interface HysteresisStage {
  /** Tells the stages apart. */
  readonly kind: "hysteresis";
}

/** A stage whose kernel a plugin brought along; see `custom.ts`. */
export interface CustomStage {
  /** Tells the stages apart. */
  readonly kind: "custom";
  /** The filter that the kernel belongs to. */
  readonly filter: string;
  /** Name of the kernel among those of its filter. */
  readonly kernel: string;
  /** What the kernel is told; anything that structured clone takes. */
  readonly params: Readonly<Record<string, unknown>>;
  /** Width of the result. */
  readonly width: number;
  /** Height of the result. */
  readonly height: number;
  /** Source rows that it reads above and below the row it writes; `Infinity` for any. */
  readonly halo: number;
  /** Predicted cost of a target pixel on one core. */
  readonly nsPerPixel: number;
  /** Whether it can be run in bands of target rows. */
  readonly splittable: boolean;
}

/** Every stage; add one and the compiler lists the tables that lack it. */
export type Stage =
  | OrientStage
  | LutStage
  | LumaStage
  | NearestStage
  | ResampleStage
  | ExtendStage
  | BlurStage
  | UnsharpStage
  | DetailStage
  | GradientStage
  | NonmaxStage
  | HysteresisStage
  | CustomStage;

/** The member of the union with this kind. */
export type StageOf<K extends Stage["kind"]> = Extract<Stage, { kind: K }>;

/** Size after a stage. */
export function stageOutputSize(stage: Stage, input: Size): Size {
  switch (stage.kind) {
    case "orient":
      return stage.orientation >= 5 ? { width: input.height, height: input.width } : input;
    case "nearest":
      return { width: stage.columns.length, height: stage.rows.length };
    case "resample":
      return { width: stage.horizontal.starts.length, height: stage.vertical.starts.length };
    case "extend":
    case "custom":
      return { width: stage.width, height: stage.height };
    case "lut":
    case "luma":
    case "blur":
    case "unsharp":
    case "detail":
    case "gradient":
    case "nonmax":
    case "hysteresis":
      return input;
    default:
      return stage satisfies never;
  }
}

/** Source rows that a stage reads above and below the rows it writes; `Infinity` when it needs them all. */
export function stageHalo(stage: Stage): number {
  switch (stage.kind) {
    case "lut":
    case "luma":
      return 0;
    case "blur":
    case "unsharp":
      return stage.weights.length - 1;
    case "detail":
      return stage.radius;
    case "gradient":
      return 1;
    case "nonmax":
      return stage.smoothing.length + 1;
    case "custom":
      return stage.halo;
    // These map rows to other rows, or let one pixel decide about any other.
    case "orient":
    case "nearest":
    case "resample":
    case "extend":
    case "hysteresis":
      return Infinity;
    default:
      return stage satisfies never;
  }
}

/** Whether a stage can be run in bands of target rows; the others are one step. */
export function isSplittable(stage: Stage): boolean {
  return stage.kind === "custom" ? stage.splittable : stage.kind !== "hysteresis";
}
