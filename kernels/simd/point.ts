/** Stages that look at one pixel alone. @module */
import type { RgbaImage } from "../../image/rgba_image.ts";
import type { RunRows } from "../kernels.ts";
import type { LumaStage, LutStage, MatrixStage } from "../stage.ts";
import { lineOf } from "./line.ts";
import { rowsInPortion } from "./rows.ts";
import { inWorkshop, lanes16, lanes32, type Workshop } from "./workshop.ts";

/** Border: none. Alpha: kept. */
export function luma(_stage: LumaStage, source: RgbaImage, target: RgbaImage): RunRows {
  return overPixels(source, target, ({ kernels }) => kernels.lumaPixels);
}

/** Border: none. Alpha: kept. Tables on a straight line are computed, the others looked up. */
export function lut(stage: LutStage, source: RgbaImage, target: RgbaImage): RunRows {
  const line = lineOf(stage.table);
  return overPixels(source, target, (workshop) => {
    const { linePixels, lutPixels } = workshop.kernels;
    if (line !== undefined) {
      const address = workshop.put(lanes16(line.factor, line.offset));
      return (from, to, count) => linePixels(from, to, count, address);
    }
    const table = Int32Array.from(stage.table);
    const tables = workshop.put(
      Int32Array.of(...table, ...table.map((v) => v << 8), ...table.map((v) => v << 16)),
    );
    return (from, to, count) => lutPixels(from, to, count, tables);
  });
}

/** Border: none. Alpha: kept. */
export function matrix(stage: MatrixStage, source: RgbaImage, target: RgbaImage): RunRows {
  return overPixels(source, target, (workshop) => {
    const { matrixPixels } = workshop.kernels;
    // Every fourth number is added, together with the half that rounds.
    const rows = lanes32(...stage.rows.map((value, i) => i % 4 === 3 ? value + HALF : value));
    const address = workshop.put(rows);
    return (from, to, count) => matrixPixels(from, to, count, address);
  });
}

/** One half in Q16. */
const HALF = 1 << 15;

/** Works on `count` pixels from one address to another. */
type RunPixels = (from: number, to: number, count: number) => void;

/** Rows that follow each other are one run of pixels. */
function overPixels(
  source: RgbaImage,
  target: RgbaImage,
  setUp: (workshop: Workshop) => RunPixels,
): RunRows {
  const { width } = source;
  return inWorkshop(source, target, (workshop) => {
    const rows = rowsInPortion(width * 4);
    const from = workshop.source(source, 0);
    const to = workshop.target(target);
    const runPixels = setUp(workshop);
    return (first, last) => {
      from.until(last);
      for (let y = first; y < last;) {
        const count = Math.min(rows, last - y);
        runPixels(from.run(y, count), to.run(y, count), count * width);
        y += count;
      }
      to.end();
    };
  });
}
