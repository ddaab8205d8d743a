/** Weighted sum of a square. @module */
import type { RgbaImage } from "../../image/rgba_image.ts";
import type { RunRows } from "../kernels.ts";
import { convolve as referenceConvolve } from "../reference/convolve.ts";
import { type Taps, tapsOf } from "../reference/taps.ts";
import type { ConvolveStage } from "../stage.ts";
import { openWindow, tapPointers } from "./neighbours.ts";
import { inWorkshop, lanes16, lanes32, type Workshop } from "./workshop.ts";

/**
 * Border, alpha and rounding as the reference says. Rows near pixels that are not opaque are left to it, and so are
 * weights of more than 16 bits.
 */
export function convolve(stage: ConvolveStage, source: RgbaImage, target: RgbaImage): RunRows {
  const taps = evenTaps(tapsOf(stage.weights, stage.side));
  const most = taps.weights.reduce((sum, weight) => sum + Math.abs(weight), 0) * 255 +
    Math.abs(stage.bias);
  if (most >= 2 ** 31 || taps.weights.some((weight) => Math.abs(weight) > 32767)) {
    return referenceConvolve(stage, source, target);
  }
  const { width } = source;
  const radius = stage.side >> 1;
  let reference: RunRows | undefined;
  return inWorkshop(source, target, (workshop) => {
    const { addAlphaRow, dropAlphaRow, repeatEnds3 } = workshop.kernels;
    const from = workshop.source(source, 1);
    const to = workshop.target(target);
    const rows = openWindow(workshop, source, from, {
      radius,
      pixelBytes: 6,
      fill(pixels, address) {
        dropAlphaRow(pixels, address, width);
        repeatEnds3(address, width, radius);
      },
    });
    const pointers = tapPointers(workshop, taps, rows.row, 6);
    const weigh = weighing(workshop, stage, taps, most);
    const bytes = workshop.take(width * 3);
    return (first, last) => {
      from.until(last + radius);
      for (let y = first; y < last; y++) {
        if (rows.reaches(255, y)) {
          pointers.point(y);
          weigh(pointers.address, bytes, width * 3);
          addAlphaRow(bytes, to.address(y), width);
        } else {
          to.end();
          reference ??= referenceConvolve(stage, source, target);
          reference(y, y + 1);
        }
      }
      to.end();
    };
  });
}

/** An even number of taps: a last one without weight, if need be. */
function evenTaps({ rows, columns, weights }: Taps): Taps {
  if (weights.length % 2 === 0) return { rows, columns, weights };
  return { rows: [...rows, 0], columns: [...columns, 0], weights: Int32Array.of(...weights, 0) };
}

/** Sums `lanes` lanes from the taps to bytes. */
type Weigh = (taps: number, bytes: number, lanes: number) => void;

/** In 16 bits where no sum can leave them and nothing is divided. */
function weighing(workshop: Workshop, stage: ConvolveStage, taps: Taps, most: number): Weigh {
  const { weighLanes16, weighLanes32 } = workshop.kernels;
  const { bias, divisor } = stage;
  const { weights } = taps;
  const count = weights.length;
  if (most <= 32767 && divisor === 1) {
    const table = workshop.put(lanes16(bias, ...weights));
    return (pointers, bytes, lanes) => weighLanes16(pointers, table, count, bytes, lanes);
  }
  const pairs = Array.from(
    { length: count / 2 },
    (_, i) => (weights[2 * i] & 0xffff) | (weights[2 * i + 1] << 16),
  );
  const table = workshop.put(lanes32(bias, ...pairs));
  const by = workshop.putFloats(divisor, divisor);
  return (pointers, bytes, lanes) => {
    weighLanes32(pointers, table, pairs.length, by, bytes, lanes);
  };
}
