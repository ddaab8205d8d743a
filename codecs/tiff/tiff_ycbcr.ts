/** Luma and chroma in TIFF (TIFF 6.0, sections 20 and 21). @module */
import { corrupt, unsupported } from "../unreadable.ts";
import type { TiffPage } from "./tiff_page.ts";
import { TAGS } from "./tiff_tags.ts";

/** Pixels that share their chroma, across and down: 1, 2 or 4 each. */
export interface Subsampling {
  readonly across: number;
  readonly down: number;
}

/** The subsampling of a page; planes of different sizes are not read. */
export function subsamplingOf({ tags, samples, differences, planar }: TiffPage): Subsampling {
  const [across = 2, down = 2] = tags.list(TAGS.subsampling, 2) ?? [];
  if (![1, 2, 4].includes(across) || ![1, 2, 4].includes(down)) {
    throw corrupt("tiff", `its chroma is shared by ${across}x${down} pixels`);
  }
  if (across * down > 1 && (samples !== 3 || differences || planar)) {
    throw unsupported("tiff", "its kind of shared chroma is not read");
  }
  return { across, down };
}

/** Bytes of a piece whose pixels share chroma: units of all their lumas and two chromas. */
export function subsampledBytes(
  { width, rows }: { readonly width: number; readonly rows: number },
  { across, down }: Subsampling,
): number {
  return Math.ceil(width / across) * Math.ceil(rows / down) * (across * down + 2);
}

/** Three samples for each pixel: chroma is repeated. */
export function expandSubsampled(
  units: Uint8Array,
  { width, rows }: { readonly width: number; readonly rows: number },
  { across, down }: Subsampling,
): Uint8Array {
  const samples = new Uint8Array(width * rows * 3);
  const lumas = across * down;
  const perRow = Math.ceil(width / across);
  for (let y = 0; y < rows; y++) {
    for (let x = 0; x < width; x++) {
      const unit = (Math.floor(y / down) * perRow + Math.floor(x / across)) * (lumas + 2);
      const to = (y * width + x) * 3;
      samples[to] = units[unit + (y % down) * across + x % across];
      samples[to + 1] = units[unit + lumas];
      samples[to + 2] = units[unit + lumas + 1];
    }
  }
  return samples;
}

/** From luma and chroma to red, green and blue. */
export type ToRgb = (luma: number, blueness: number, redness: number) => number;

const DEFAULT_WEIGHTS = [0.299, 0.587, 0.114];
const DEFAULT_RANGE = [0, 255, 128, 255, 128, 255];

/** The conversion of a page to a word of an opaque pixel; without fields of its own that of ITU-R BT.601. */
export function ycbcrConversion({ tags }: TiffPage): ToRgb {
  const [red, green, blue] = complete(tags.list(TAGS.lumaWeights, 3), DEFAULT_WEIGHTS);
  const range = complete(tags.list(TAGS.referenceBlackWhite, 6), DEFAULT_RANGE);
  const lumas = codeTable(range[0], range[1], 255);
  const blues = codeTable(range[2], range[3], 127);
  const reds = codeTable(range[4], range[5], 127);
  const [redFactor, blueFactor] = [2 - 2 * red, 2 - 2 * blue];
  const greenOfRed = red * redFactor / green;
  const greenOfBlue = blue * blueFactor / green;
  return (luma, blueness, redness) => {
    const [y, cb, cr] = [lumas[luma], blues[blueness], reds[redness]];
    return byte(y + redFactor * cr) |
      (byte(y - greenOfBlue * cb - greenOfRed * cr) << 8) |
      (byte(y + blueFactor * cb) << 16) | 0xff000000;
  };
}

function complete(values: number[] | undefined, defaults: readonly number[]): readonly number[] {
  const sound = values?.length === defaults.length && values.every(Number.isFinite);
  return sound ? values : defaults;
}

/** What each code stands for, between the codes of black and of white. */
function codeTable(black: number, white: number, most: number): Float64Array {
  const span = white - black || 1;
  return Float64Array.from({ length: 256 }, (_, code) => (code - black) * most / span);
}

function byte(value: number): number {
  return Math.max(0, Math.min(255, Math.round(value)));
}
