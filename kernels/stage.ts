/**
 * The primitives that filters lower to. A stage is plain data: it crosses threads by structured clone,
 * carries every table its kernel needs, and means the same to each implementation of the kernels.
 *
 * @module
 */
import type { Size } from "../image/rgba_image.ts";
import type {
  AffineStage,
  CropStage,
  ExtendStage,
  NearestStage,
  OrientStage,
  ResampleStage,
} from "./geometry_stages.ts";
import type { ClaheStage, EqualizeStage, StretchStage } from "./histogram_stages.ts";
import type {
  BilateralStage,
  BoxStage,
  ConvolveStage,
  MedianStage,
  MorphologyStage,
  PixelateStage,
} from "./neighbour_stages.ts";
import type {
  LumaLutStage,
  LumaStage,
  LutStage,
  MatrixStage,
  NoiseStage,
  VignetteStage,
} from "./point_stages.ts";

export type {
  AffineStage,
  AxisWeights,
  CropStage,
  ExtendStage,
  NearestStage,
  OrientStage,
  ResampleStage,
} from "./geometry_stages.ts";
export type { ClaheStage, EqualizeStage, StretchStage } from "./histogram_stages.ts";
export type {
  BilateralStage,
  BoxStage,
  ConvolveStage,
  MedianStage,
  MorphologyStage,
  PixelateStage,
} from "./neighbour_stages.ts";
export type {
  LumaLutStage,
  LumaStage,
  LutStage,
  MatrixStage,
  NoiseStage,
  VignetteStage,
} from "./point_stages.ts";

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
  | CropStage
  | AffineStage
  | MatrixStage
  | LumaLutStage
  | VignetteStage
  | NoiseStage
  | BoxStage
  | MedianStage
  | MorphologyStage
  | BilateralStage
  | ConvolveStage
  | PixelateStage
  | StretchStage
  | EqualizeStage
  | ClaheStage
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
    case "crop":
    case "affine":
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
    case "matrix":
    case "luma_lut":
    case "vignette":
    case "noise":
    case "box":
    case "median":
    case "morphology":
    case "bilateral":
    case "convolve":
    case "pixelate":
    case "stretch":
    case "equalize":
    case "clahe":
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
    case "matrix":
    case "luma_lut":
    case "vignette":
    case "noise":
      return 0;
    case "blur":
    case "unsharp":
      return stage.weights.length - 1;
    case "detail":
    case "box":
    case "median":
    case "morphology":
    case "bilateral":
      return stage.radius;
    case "convolve":
      return stage.side >> 1;
    case "pixelate":
      return stage.size - 1;
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
    case "crop":
    case "affine":
    case "stretch":
    case "equalize":
    case "clahe":
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
