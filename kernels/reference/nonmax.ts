/**
 * The local half of Canny's detector (A Computational Approach to Edge Detection, PAMI 1986) with the integer
 * rules of OpenCV: Sobel 3x3, L1 norm, directions parted at 22.5 and 67.5 degrees in Q15.
 *
 * @module
 */
import { pixelWords, type RgbaImage } from "../../image/rgba_image.ts";
import type { RunRows } from "../kernels.ts";
import type { NonmaxStage } from "../stage.ts";
import { grey, visibleLumaRows } from "./luma.ts";
import type { PlaneRows } from "./plane_rows.ts";
import { RowRing } from "./row_ring.ts";
import { smoothPlane } from "./smooth_plane.ts";

/** Marks of the intermediate picture. */
export const WEAK = 128;
export const STRONG = 255;

/** tan(22.5 degrees) in Q15; tan(67.5) is that plus two. */
const TAN_22 = 13573;

/** Derivatives and norms of three rows, each with one pixel of zero norm beyond both ends. */
interface Gradients {
  readonly x: Int16Array;
  readonly y: Int16Array;
  readonly norm: Int32Array;
}

/**
 * Border: luma replicates, the norm beyond the picture is 0. Alpha: kept; luma is that of the picture over
 * black, smoothed and rounded before the gradient. Writes 0, `WEAK` or `STRONG`.
 */
export function nonmax(stage: NonmaxStage, source: RgbaImage, target: RgbaImage): RunRows {
  const from = pixelWords(source);
  const to = pixelWords(target);
  const { width, height } = source;
  const stride = width + 2;
  // The fourth row stays 0: the norm above and below the picture.
  const outside = 3 * stride;
  const gradients: Gradients = {
    x: new Int16Array(3 * stride),
    y: new Int16Array(3 * stride),
    norm: new Int32Array(4 * stride),
  };
  const lumas = lumaRows(stage.smoothing, source);
  const ring = new RowRing(3, stride, (y, offset) => {
    sobelLine(lumas, y, width, gradients, offset + 1);
  });
  const marks = new Uint8Array(width);
  return (first, last) => {
    for (let y = first; y < last; y++) {
      const above = y > 0 ? ring.offset(y - 1) : outside;
      const at = ring.offset(y);
      const below = y < height - 1 ? ring.offset(y + 1) : outside;
      markLine(gradients, above + 1, at + 1, below + 1, stage, marks);
      const out = y * width;
      for (let x = 0; x < width; x++) to[out + x] = grey(marks[x], from[out + x]);
    }
  };
}

function lumaRows(smoothing: Uint16Array, source: RgbaImage): PlaneRows {
  const radius = smoothing.length - 1;
  if (radius === 0) return visibleLumaRows(source, 1);
  return smoothPlane(visibleLumaRows(source, radius), source, smoothing, 1);
}

function sobelLine(lumas: PlaneRows, y: number, width: number, out: Gradients, at: number): void {
  const { data } = lumas;
  let above = lumas.offset(y - 1);
  let middle = lumas.offset(y);
  let below = lumas.offset(y + 1);
  for (let i = at; i < at + width; i++, above++, middle++, below++) {
    const topLeft = data[above];
    const topRight = data[above + 2];
    const bottomLeft = data[below];
    const bottomRight = data[below + 2];
    const gx = topRight + 2 * data[middle + 2] + bottomRight -
      (topLeft + 2 * data[middle] + bottomLeft);
    const gy = bottomLeft + 2 * data[below + 1] + bottomRight -
      (topLeft + 2 * data[above + 1] + topRight);
    out.x[i] = gx;
    out.y[i] = gy;
    out.norm[i] = Math.abs(gx) + Math.abs(gy);
  }
}

function markLine(
  gradients: Gradients,
  above: number,
  at: number,
  below: number,
  stage: NonmaxStage,
  marks: Uint8Array,
): void {
  const { norm } = gradients;
  const { low, high } = stage;
  for (let x = 0; x < marks.length; x++) {
    const here = norm[at + x];
    const kept = here > low && isRidge(gradients, above + x, at + x, below + x);
    marks[x] = kept ? (here > high ? STRONG : WEAK) : 0;
  }
}

/** Whether no neighbour across the edge is stronger; of two equals the left or upper one is kept out. */
function isRidge(gradients: Gradients, above: number, at: number, below: number): boolean {
  const { x, y, norm } = gradients;
  const here = norm[at];
  const across = Math.abs(x[at]);
  const along = Math.abs(y[at]) << 15;
  const shallow = across * TAN_22;
  if (along < shallow) return here > norm[at - 1] && here >= norm[at + 1];
  // tan(67.5) = tan(22.5) + 2; at most 1020 * 79109 < 2^31.
  if (along > shallow + (across << 16)) return here > norm[above] && here >= norm[below];
  const side = (x[at] ^ y[at]) < 0 ? -1 : 1;
  return here > norm[above - side] && here > norm[below + side];
}
