/**
 * Keeps a part of the picture. Border: never read; the part must lie inside. Alpha: moves with its pixel.
 *
 * `out(x, y) = in(left + x, top + y)`. Where no corner is given, the part lies where `gravity` says; of an odd
 * rest the smaller half is cut off at the left and at the top.
 *
 * @module
 */
import { InputError } from "../errors.ts";
import type { Size } from "../image/rgba_image.ts";
import { defineFilter, type Filter } from "./filter.ts";
import { choice, integer, type ValuesOf } from "./param.ts";

const params = {
  width: integer({
    min: 1,
    max: 30_000,
    unit: "pixels",
    description: "Width of the part; without it the part goes on to the right border",
  }),
  height: integer({
    min: 1,
    max: 30_000,
    unit: "pixels",
    description: "Height of the part; without it the part goes on to the lower border",
  }),
  left: integer({
    min: 0,
    max: 29_999,
    unit: "pixels",
    description: "First column of the part; without it gravity decides",
  }),
  top: integer({
    min: 0,
    max: 29_999,
    unit: "pixels",
    description: "First row of the part; without it gravity decides",
  }),
  gravity: choice({
    values: [
      "centre",
      "north",
      "northeast",
      "east",
      "southeast",
      "south",
      "southwest",
      "west",
      "northwest",
    ],
    default: "centre",
    description: "Where the part lies when left or top is not given",
  }),
} as const;

type CropValues = ValuesOf<typeof params>;

/** The `crop` filter. */
export const crop: Filter<typeof params> = defineFilter({
  name: "crop",
  kind: "geometry",
  aliases: ["extract"],
  summary: "Keep a part of the picture",
  border: "never read; the part must lie inside",
  alpha: "moves with its pixel",
  params,
  example: "crop:400:height=300:gravity=north",
  check({ width, height, left, top }) {
    if ([width, height, left, top].some((value) => value !== undefined)) return undefined;
    return "it needs one of 'width', 'height', 'left' and 'top'";
  },
  lower(values, size) {
    const { left, top, width, height } = partOf(values, size);
    if (left < 0 || top < 0 || left + width > size.width || top + height > size.height) {
      throw new InputError(
        "invalid_param",
        `Cannot crop picture as ${describePart(values)} does not lie inside it: ` +
          `current size is ${size.width}x${size.height}`,
      );
    }
    if (width === size.width && height === size.height) return [];
    return [{ kind: "crop", left, top, width, height }];
  },
});

interface Part extends Size {
  readonly left: number;
  readonly top: number;
}

function partOf(values: CropValues, size: Size): Part {
  const across = place(values.gravity, "west", "east");
  const down = place(values.gravity, "north", "south");
  // At least one pixel, so that a corner beyond the border is seen as such.
  const width = values.width ?? Math.max(1, size.width - (values.left ?? 0));
  const height = values.height ?? Math.max(1, size.height - (values.top ?? 0));
  return {
    left: values.left ?? Math.floor((size.width - width) * across),
    top: values.top ?? Math.floor((size.height - height) * down),
    width,
    height,
  };
}

/** Share of what is cut off that lies before the part. */
function place(gravity: string, start: string, end: string): number {
  return gravity.includes(start) ? 0 : gravity.includes(end) ? 1 : 0.5;
}

/** What was asked for: `400x300 at 20,10`, with `?` for what was left open. */
function describePart({ width, height, left, top }: CropValues): string {
  const corner = left === undefined && top === undefined ? "" : ` at ${left ?? "?"},${top ?? "?"}`;
  return `a part of ${width ?? "?"}x${height ?? "?"}${corner}`;
}
