/** Stages whose result at a place depends on the pixel there, and perhaps on the place. @module */

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

/** Each colour as a weighted sum of all three; alpha stays. */
export interface MatrixStage {
  /** Tells the stages apart. */
  readonly kind: "matrix";
  /**
   * Q16, 3 rows of 4: the weights of red, green and blue, and what is added, in levels. The absolute values of
   * a row, times 255 but for the last, sum to less than 2^31.
   */
  readonly rows: Int32Array;
}

/** Luma of BT.601 through a table for each colour; alpha stays. */
export interface LumaLutStage {
  /** Tells the stages apart. */
  readonly kind: "luma_lut";
  /** 3 times 256 entries: red, green and blue of each luma. */
  readonly tables: Uint8Array;
}

/** Blends a colour in by place: `in * w + colour * (1 - w)` with `w = weights[columns[x] + rows[y]]`. */
export interface VignetteStage {
  /** Tells the stages apart. */
  readonly kind: "vignette";
  /** Distance of each column from the middle. */
  readonly columns: Uint16Array;
  /** Distance of each row from the middle. */
  readonly rows: Uint16Array;
  /** Q15 weights of the picture by the sum of both distances. */
  readonly weights: Uint16Array;
  /** Red, green, blue; 0 to 255 each. */
  readonly colour: readonly [number, number, number];
}

/** Adds what a hash of seed and place draws from a table; alpha stays. */
export interface NoiseStage {
  /** Tells the stages apart. */
  readonly kind: "noise";
  /** 0 to 2^32 - 1. */
  readonly seed: number;
  /** 1024 levels that are equally likely. */
  readonly levels: Int16Array;
  /** Whether red, green and blue get the same. */
  readonly monochrome: boolean;
}
