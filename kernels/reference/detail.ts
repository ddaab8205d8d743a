/**
 * Halo-free detail boost on luma: `out = in + strength * (Y - bilateral(Y))`, the same amount on red, green
 * and blue. The bilateral filter is that of Tomasi and Manduchi, "Bilateral filtering for gray and color
 * images", ICCV 1998, over a disc.
 *
 * @module
 */
import { pixelWords, type RgbaImage } from "../../image/rgba_image.ts";
import type { RunRows } from "../kernels.ts";
import type { DetailStage } from "../stage.ts";
import { clampByte } from "./clamp_byte.ts";
import { INVISIBLE, lumaOrInvisibleRows } from "./luma.ts";

/** Border: replicate. Alpha: kept; pixels of alpha 0 neither change nor count as neighbours. */
export function detail(stage: DetailStage, source: RgbaImage, target: RgbaImage): RunRows {
  const { radius } = stage;
  const from = pixelWords(source);
  const to = pixelWords(target);
  const { width } = source;
  const lumas = lumaOrInvisibleRows(source, radius);
  const disc = discOf(stage);
  const range = rangeBySignedDifference(stage.range);
  const offsets = new Int32Array(disc.weights.length);
  const boosts = new Int32Array(width);
  return (first, last) => {
    for (let y = first; y < last; y++) {
      const centre = lumas.offset(y) + radius;
      for (let i = 0; i < offsets.length; i++) {
        offsets[i] = lumas.offset(y + disc.rows[i]) + radius + disc.columns[i];
      }
      boostLine(lumas.data, centre, offsets, disc.weights, range, stage.strength, boosts);
      addLine(from, to, y * width, boosts);
    }
  };
}

/** The neighbours that count, and their spatial weights. */
interface Disc {
  readonly rows: number[];
  readonly columns: number[];
  readonly weights: Int32Array;
}

function discOf(stage: DetailStage): Disc {
  const { radius, spatial } = stage;
  const side = 2 * radius + 1;
  const inside = [...spatial.keys()].filter((i) => spatial[i] > 0);
  return {
    rows: inside.map((i) => Math.floor(i / side) - radius),
    columns: inside.map((i) => (i % side) - radius),
    weights: Int32Array.from(inside, (i) => spatial[i]),
  };
}

/** Range weights at `neighbour - centre + 255`; whatever involves an invisible neighbour is 0. */
function rangeBySignedDifference(range: Uint16Array): Int32Array {
  const table = new Int32Array(INVISIBLE + 256);
  for (let difference = -255; difference <= 255; difference++) {
    table[difference + 255] = range[Math.abs(difference)];
  }
  return table;
}

/**
 * How much each pixel of a row gains. Spatial weights are Q7 and range weights Q8, so that the sums over
 * the largest disc (radius 8, 197 pixels) stay below 2^31.
 */
function boostLine(
  lumas: Uint16Array,
  centreAt: number,
  offsets: Int32Array,
  spatial: Int32Array,
  range: Int32Array,
  strength: number,
  boosts: Int32Array,
): void {
  for (let x = 0; x < boosts.length; x++) {
    const centre = lumas[centreAt + x];
    if (centre === INVISIBLE) {
      boosts[x] = 0;
      continue;
    }
    const base = 255 - centre;
    let weights = 0;
    let differences = 0;
    for (let i = 0; i < offsets.length; i++) {
      const neighbour = lumas[offsets[i] + x] + base;
      const weight = Math.imul(spatial[i], range[neighbour]);
      weights = (weights + weight) | 0;
      differences = (differences + Math.imul(weight, neighbour - 255)) | 0;
    }
    // -differences / weights is Y - bilateral(Y); strength is Q8. One rounding, halves up.
    boosts[x] = Math.floor((-differences * strength) / (weights * 256) + 0.5);
  }
}

function addLine(from: Int32Array, to: Int32Array, at: number, boosts: Int32Array): void {
  for (let x = 0; x < boosts.length; x++) {
    const word = from[at + x];
    const boost = boosts[x];
    to[at + x] = clampByte((word & 255) + boost) | (clampByte(((word >> 8) & 255) + boost) << 8) |
      (clampByte(((word >> 16) & 255) + boost) << 16) | (word & 0xff000000);
  }
}
