/** Stages that move pixels. @module */

/** Turns the picture upright; 2 to 8 as EXIF counts them. */
export interface OrientStage {
  /** Tells the stages apart. */
  readonly kind: "orient";
  /** 2 to 8. */
  readonly orientation: number;
}

/** Keeps a part of the picture. */
export interface CropStage {
  /** Tells the stages apart. */
  readonly kind: "crop";
  /** First column that is kept. */
  readonly left: number;
  /** First row that is kept. */
  readonly top: number;
  /** Columns that are kept; all inside the source. */
  readonly width: number;
  /** Rows that are kept; all inside the source. */
  readonly height: number;
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

/**
 * A linear map of the plane with a shift: target sample `(x, y)` lies at source sample
 * `((origin[0] + x * right[0] + y * down[0]) / 2^32, (origin[1] + x * right[1] + y * down[1]) / 2^32)`.
 * All six are whole numbers, and so are the sums: they stay below 2^52. Beyond the source lies the background.
 */
export interface AffineStage {
  /** Tells the stages apart. */
  readonly kind: "affine";
  /** Source place of the first target sample, Q32. */
  readonly origin: readonly [number, number];
  /** Step in the source for one target column, Q32. */
  readonly right: readonly [number, number];
  /** Step in the source for one target row, Q32. */
  readonly down: readonly [number, number];
  /** Source samples along each axis that a target sample sums: 1, 2 or 4. */
  readonly taps: number;
  /** Q8 weights, `taps` for each of 256 places between two samples; those of a place sum to 256. */
  readonly weights: Int16Array;
  /** Width of the result. */
  readonly width: number;
  /** Height of the result. */
  readonly height: number;
  /** Red, green, blue, alpha; 0 to 255 each. */
  readonly background: readonly [number, number, number, number];
}
