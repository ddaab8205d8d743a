/** Stages that look at all luma values of a picture before they change any. @module */

/** Stretches luma, so that what lies between two percentiles fills the range. */
export interface StretchStage {
  /** Tells the stages apart. */
  readonly kind: "stretch";
  /** Share of the darkest pixels that become black, in thousandths of a percent: 0 to 100000. */
  readonly lower: number;
  /** Share of the pixels that are not white, in the same unit; more than `lower`. */
  readonly upper: number;
}

/** Spreads luma evenly over the range. */
export interface EqualizeStage {
  /** Tells the stages apart. */
  readonly kind: "equalize";
}

/** Spreads luma evenly in each tile, no steeper than a limit, and blends between the tiles. */
export interface ClaheStage {
  /** Tells the stages apart. */
  readonly kind: "clahe";
  /** Tiles across and tiles down. */
  readonly tiles: number;
  /** Most pixels that one of the 256 values of a tile may have, in 256ths of its even share; 0 for no limit. */
  readonly clip: number;
}
