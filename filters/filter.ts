/** What a filter declares. @module */
import type { Size } from "../image/rgba_image.ts";
import type { ShrunkSource } from "../image/shrink.ts";
import type { CustomKernel } from "../kernels/custom.ts";
import type { Stage } from "../kernels/stage.ts";
import type { Params, ValuesOf } from "./param.ts";

/** Chapters of the filter reference. */
export type FilterKind = "geometry" | "tone" | "colour" | "blur" | "sharpen" | "edges" | "effect";

/** The chapters in their order. */
export const FILTER_KINDS: readonly FilterKind[] = [
  "geometry",
  "tone",
  "colour",
  "blur",
  "sharpen",
  "edges",
  "effect",
];

/** A filter as data. Everything about it that a user can see or set stands here, once. */
export interface Filter<P extends Params = Params> {
  /** What a recipe calls it: small letters, digits and `_`. */
  readonly name: string;
  /** Its chapter in the reference. */
  readonly kind: FilterKind;
  /** Other names that mean the same filter. */
  readonly aliases?: readonly string[];
  /** One sentence for lists. */
  readonly summary: string;
  /** Where pixels beyond the border come from. */
  readonly border: string;
  /** What happens to transparency. */
  readonly alpha: string;
  /** Its parameters by name; the first one may stand in a recipe without its name. */
  readonly params: P;
  /** Kernels of its own by name, for the custom stages it lowers to; only a plugin has any. */
  readonly kernels?: Readonly<Record<string, CustomKernel>>;
  /** A recipe that shows it, for help and reference. */
  readonly example: string;
  /**
   * Rules between parameters. Returns what is wrong and what is allowed, for instance
   * `'low' must not exceed 'high': current values are 150 and 50`.
   */
  check?(values: ValuesOf<P>): string | undefined;
  /**
   * By how much the filter shrinks a picture of this size along both axes, when it would draw the same from one
   * that was decoded smaller; a filter that says more than 1 takes notice of `shrunk`. @default 1
   */
  shrinksBy?(values: ValuesOf<P>, size: Size): number;
  /**
   * The stages that do the work on a picture of this size; none when nothing is to be done.
   *
   * @param shrunk what is there in its place, when the picture was decoded smaller
   */
  lower(values: ValuesOf<P>, size: Size, shrunk?: ShrunkSource): Stage[];
}

/** Declares a filter; the parameter types follow from the declaration. */
export function defineFilter<const P extends Params>(filter: Filter<P>): Filter<P> {
  return filter;
}
