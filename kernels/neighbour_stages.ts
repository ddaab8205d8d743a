/** Stages whose pixels depend on those around them. @module */

/** Mean of a square, `2 * radius + 1` on a side. */
export interface BoxStage {
  /** Tells the stages apart. */
  readonly kind: "box";
  /** Pixels from the centre to the edge of the square, at most 500. */
  readonly radius: number;
}

/** Median of a square, `2 * radius + 1` on a side, of red, green and blue each; alpha stays. */
export interface MedianStage {
  /** Tells the stages apart. */
  readonly kind: "median";
  /** Pixels from the centre to the edge of the square, 1 to 127. */
  readonly radius: number;
}

/** Least or largest value of a square, of red, green and blue each; alpha stays. */
export interface MorphologyStage {
  /** Tells the stages apart. */
  readonly kind: "morphology";
  /** `dilate` takes the largest value, `erode` the least. */
  readonly operation: "dilate" | "erode";
  /** Pixels from the centre to the edge of the square. */
  readonly radius: number;
}

/** Mean of a disc, in which a neighbour counts less the more its colour differs; alpha stays. */
export interface BilateralStage {
  /** Tells the stages apart. */
  readonly kind: "bilateral";
  /** Pixels from the centre to the edge of the disc. */
  readonly radius: number;
  /** Spatial weights, `(2 * radius + 1)^2` row-major; 0 outside the disc. They sum to at most 32896. */
  readonly spatial: Uint16Array;
  /** Range weights in Q8 by the sum of the absolute differences of red, green and blue; 766 entries. */
  readonly range: Uint16Array;
}

/** Weighted sum of a square: `(sum(weight * value) + bias) / divisor`, of red, green and blue each; alpha stays. */
export interface ConvolveStage {
  /** Tells the stages apart. */
  readonly kind: "convolve";
  /** Side of the square, odd. */
  readonly side: number;
  /** `side * side` whole numbers, row-major; their absolute values sum to less than 2^22. */
  readonly weights: Int32Array;
  /** A whole number from 1 to 2^30. */
  readonly divisor: number;
  /** A whole number, added to the sum before it is divided. */
  readonly bias: number;
}

/** Mean of each block of a grid that starts in the upper left corner. */
export interface PixelateStage {
  /** Tells the stages apart. */
  readonly kind: "pixelate";
  /** Side of a block in pixels. */
  readonly size: number;
}
