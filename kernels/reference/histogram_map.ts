/**
 * Maps luma by a table that is made of the whole picture: `stretch` and `equalize`.
 *
 * The table is made once in each thread, when it is first asked for a row; the rows themselves can be cut into bands.
 * That every worker counts for itself costs about a fifth of the stage, and spares them from waiting for each other.
 *
 * @module
 */
import { pixelWords, type RgbaImage } from "../../image/rgba_image.ts";
import type { RunRows } from "../kernels.ts";
import type { EqualizeStage, StretchStage } from "../stage.ts";
import { lumaOf } from "./luma.ts";
import { equalizeTable, lumaHistogram, stretchTable } from "./luma_histogram.ts";
import { setLuma } from "./set_luma.ts";

/** Border: none. Alpha: kept; invisible pixels do not count, and stay as they are. */
export function stretch(stage: StretchStage, source: RgbaImage, target: RgbaImage): RunRows {
  const { lower, upper } = stage;
  return mapLuma(source, target, (counts) => stretchTable(counts, lower, upper));
}

/** Border: none. Alpha: kept; invisible pixels do not count, and stay as they are. */
export function equalize(_stage: EqualizeStage, source: RgbaImage, target: RgbaImage): RunRows {
  return mapLuma(source, target, equalizeTable);
}

function mapLuma(
  source: RgbaImage,
  target: RgbaImage,
  makeTable: (counts: Int32Array) => Uint8Array,
): RunRows {
  const from = pixelWords(source);
  const to = pixelWords(target);
  const { width } = source;
  let table: Uint8Array | undefined;
  return (first, last) => {
    table ??= makeTable(lumaHistogram(from));
    mapPixels(from, to, first * width, last * width, table);
  };
}

function mapPixels(
  from: Int32Array,
  to: Int32Array,
  first: number,
  last: number,
  table: Uint8Array,
): void {
  for (let i = first; i < last; i++) {
    const word = from[i];
    const luma = lumaOf(word);
    to[i] = word >>> 24 === 0 ? word : setLuma(word, luma, table[luma]);
  }
}
