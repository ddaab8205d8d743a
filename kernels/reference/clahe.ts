/**
 * Contrast limited adaptive histogram equalization of luma: a table for each tile, and between the middles of four
 * tiles a blend of theirs. Zuiderveld, Graphics Gems IV, 1994; tiles, limits and places as in OpenCV's CLAHE.
 *
 * The tables are made once in each thread, when it is first asked for a row; rows can be cut into bands.
 *
 * @module
 */
import { pixelWords, type RgbaImage } from "../../image/rgba_image.ts";
import type { RunRows } from "../kernels.ts";
import type { ClaheStage } from "../stage.ts";
import { lumaOf } from "./luma.ts";
import { limitedTable } from "./luma_histogram.ts";
import { clampIndex } from "./row_ring.ts";
import { setLuma } from "./set_luma.ts";

/**
 * Border: a picture that tiles do not divide is mirrored at its right and lower border, without its last pixel, to
 * fill them. Alpha: kept; invisible pixels do not count, and stay as they are.
 */
export function clahe(stage: ClaheStage, source: RgbaImage, target: RgbaImage): RunRows {
  const from = pixelWords(source);
  const to = pixelWords(target);
  const { width, height } = source;
  const across = placesAlong(width, stage.tiles);
  const down = placesAlong(height, stage.tiles);
  let tables: Uint8Array | undefined;
  return (first, last) => {
    tables ??= tileTables(from, width, across, down, stage);
    for (let y = first; y < last; y++) {
      const upper = down.before[y] * stage.tiles;
      const lower = down.after[y] * stage.tiles;
      mapLine(from, to, y * width, tables, upper, lower, down.weights[y], across, down.tile);
    }
  };
}

/** Tiles along one axis. */
interface Places {
  /** Pixels in a tile. */
  readonly tile: number;
  /** Source pixel of each place of all tiles; places beyond the border are mirrored. */
  readonly sources: Int32Array;
  /** Of each source pixel the tile whose middle is before it, and the one after it. */
  readonly before: Int32Array;
  readonly after: Int32Array;
  /** What the latter counts, in units of half a pixel: 0 to `2 * tile`. */
  readonly weights: Int32Array;
}

function placesAlong(size: number, tiles: number): Places {
  const tile = Math.ceil(size / tiles);
  const from = (at: number) => 2 * at - tile;
  const before = Int32Array.from({ length: size }, (_, at) => Math.floor(from(at) / (2 * tile)));
  return {
    tile,
    sources: Int32Array.from({ length: tile * tiles }, (_, at) => mirrored(at, size)),
    before: before.map((index) => clampIndex(index, tiles - 1)),
    after: before.map((index) => clampIndex(index + 1, tiles - 1)),
    weights: before.map((index, at) => from(at) - index * 2 * tile),
  };
}

/** ... 2 1 0 1 2 ... last-1 last last-1 ... */
function mirrored(at: number, size: number): number {
  if (size === 1) return 0;
  const period = 2 * (size - 1);
  const place = at % period;
  return place < size ? place : period - place;
}

/** 256 values for each tile, row by row. */
function tileTables(
  words: Int32Array,
  width: number,
  across: Places,
  down: Places,
  { tiles, clip }: ClaheStage,
): Uint8Array {
  const tables = new Uint8Array(tiles * tiles * 256);
  for (let row = 0; row < tiles; row++) {
    for (let column = 0; column < tiles; column++) {
      const counts = tileHistogram(words, width, across, down, column, row);
      const visible = counts.reduce((sum, count) => sum + count, 0);
      // An even share is a 256th of the pixels, and `clip` is in 256ths of it.
      const limit = clip === 0 ? visible : Math.max(1, Math.floor((clip * visible) / 65536));
      tables.set(limitedTable(counts, limit), (row * tiles + column) * 256);
    }
  }
  return tables;
}

function tileHistogram(
  words: Int32Array,
  width: number,
  across: Places,
  down: Places,
  column: number,
  row: number,
): Int32Array {
  const counts = new Int32Array(256);
  const columns = across.sources.subarray(column * across.tile, (column + 1) * across.tile);
  for (let y = row * down.tile; y < (row + 1) * down.tile; y++) {
    const at = down.sources[y] * width;
    for (let x = 0; x < columns.length; x++) {
      const word = words[at + columns[x]];
      if (word >>> 24 !== 0) counts[lumaOf(word)]++;
    }
  }
  return counts;
}

/** @param upper first tile of the row of tiles above, `lower` of the one below, which counts `weight` */
function mapLine(
  from: Int32Array,
  to: Int32Array,
  at: number,
  tables: Uint8Array,
  upper: number,
  lower: number,
  weight: number,
  across: Places,
  tileHeight: number,
): void {
  const { before, after, weights } = across;
  const full = 2 * across.tile;
  const rest = 2 * tileHeight - weight;
  const scale = full * 2 * tileHeight;
  for (let x = 0; x < before.length; x++) {
    const word = from[at + x];
    if (word >>> 24 === 0) {
      to[at + x] = word;
      continue;
    }
    const luma = lumaOf(word);
    const right = weights[x];
    const left = full - right;
    const a = ((upper + before[x]) << 8) + luma;
    const b = ((upper + after[x]) << 8) + luma;
    const c = ((lower + before[x]) << 8) + luma;
    const d = ((lower + after[x]) << 8) + luma;
    // A whole number below 2^43, exact in floats; one rounding, halves up.
    const sum = (tables[a] * left + tables[b] * right) * rest +
      (tables[c] * left + tables[d] * right) * weight;
    to[at + x] = setLuma(word, luma, Math.floor(sum / scale + 0.5));
  }
}
