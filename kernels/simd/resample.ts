/** Separable resampling by tables of weights. @module */
import type { RgbaImage } from "../../image/rgba_image.ts";
import type { RunRows } from "../kernels.ts";
import { resample as referenceResample } from "../reference/resample.ts";
import { clampIndex, RowRing } from "../reference/row_ring.ts";
import type { AxisWeights, ResampleStage } from "../stage.ts";
import { alignedBytes } from "./luma_rows.ts";
import { inWorkshop, type Workshop } from "./workshop.ts";

/**
 * Border and alpha as the reference says. Between the passes samples have 16 bits: weights that overshoot by more than
 * a photo filter ever does are left to the reference.
 */
export function resample(stage: ResampleStage, source: RgbaImage, target: RgbaImage): RunRows {
  const { vertical, horizontal } = stage;
  if (!fitsSixteenBits(vertical) || !fitsSixteenBits(horizontal)) {
    return referenceResample(stage, source, target);
  }
  const { width } = source;
  const halves = isHalf(vertical) && isHalf(horizontal);
  const downTable = pairedRows(vertical);
  return inWorkshop(source, target, (workshop) => {
    const { bytesDown, halfRow, lanesDown, leastAlpha, opaqueAcross, weightedAcross } =
      workshop.kernels;
    const from = workshop.source(source, vertical.taps + 1);
    const to = workshop.target(target);
    const pairs = (vertical.taps + 1) >> 1;
    const downWeights = workshop.put(downTable);
    const pointers = workshop.words(2 * pairs);
    const row = workshop.take(alignedBytes(width * 4));
    const axis = putAxis(workshop, horizontal);
    const seen = new Uint16Array(source.height).fill(UNSEEN);
    const weightedRow = weightedRows(workshop, source, vertical.taps, (y) => from.address(y));
    function isOpaque(y: number): boolean {
      if (seen[y] === UNSEEN) seen[y] = leastAlpha(from.address(y), width);
      return seen[y] === 255;
    }
    return (first, last) => {
      from.until(vertical.starts[last - 1] + vertical.taps);
      for (let y = first; y < last; y++) {
        const start = vertical.starts[y];
        const end = start + vertical.taps;
        let opaque = true;
        for (let near = start; near < end; near++) opaque = isOpaque(near) && opaque;
        const rowAddress = opaque ? (near: number) => from.address(near) : weightedRow;
        for (let k = 0; k < 2 * pairs; k++) {
          // The partner of an odd tap has no weight.
          const address = rowAddress(clampIndex(start + k, end - 1));
          pointers.view[k] = address;
        }
        if (opaque && halves) {
          halfRow(from.address(start), from.address(start + 1), to.address(y), target.width);
          continue;
        }
        const weights = downWeights + y * pairs * 16;
        const down = opaque ? bytesDown : lanesDown;
        down(pointers.address, weights, pairs, row, width * 4);
        const across = opaque ? opaqueAcross : weightedAcross;
        across(row, axis.starts, axis.weights, axis.pairs, to.address(y), target.width);
      }
      to.end();
    };
  });
}

const UNSEEN = 256;

/** Samples have 6 fractional bits: 255 * 64 times the sum of the positive weights must stay below 2^15. */
function fitsSixteenBits({ taps, weights }: AxisWeights): boolean {
  for (let at = 0; at < weights.length; at += taps) {
    let above = 0;
    let below = 0;
    for (let k = at; k < at + taps; k++) {
      if (weights[k] > 0) above += weights[k];
      else below -= weights[k];
    }
    if (Math.max(above, below) > MOST_WEIGHT) return false;
  }
  return true;
}

const MOST_WEIGHT = Math.floor((32767 * 16384) / (255 * 64)) - 1;

/** Whether each sample is the mean of two of its own. */
function isHalf({ taps, starts, weights }: AxisWeights): boolean {
  return taps === 2 && starts.every((start, i) => start === 2 * i) &&
    weights.every((weight) => weight === 8192);
}

/** Four times each pair of weights of each row. */
function pairedRows({ taps, weights }: AxisWeights): Int32Array {
  const words = pairWords(taps, weights);
  const table = new Int32Array(words.length * 4);
  words.forEach((word, i) => table.fill(word, i * 4, i * 4 + 4));
  return table;
}

/** Two weights a word; the last of an odd number is alone. */
function pairWords(taps: number, weights: Int16Array): Int32Array {
  const pairs = (taps + 1) >> 1;
  const words = new Int32Array((weights.length / taps) * pairs);
  for (let i = 0, at = 0; at < weights.length; at += taps) {
    for (let k = 0; k < taps; k += 2, i++) {
      const second = k + 1 < taps ? weights[at + k + 1] : 0;
      words[i] = (weights[at + k] & 0xffff) | (second << 16);
    }
  }
  return words;
}

interface AxisTables {
  readonly starts: number;
  readonly weights: number;
  readonly pairs: number;
}

/** Kernels work on four pixels at a time, so that the tables go on to a multiple of that. */
function putAxis(workshop: Workshop, { taps, starts, weights }: AxisWeights): AxisTables {
  const pairs = (taps + 1) >> 1;
  const count = Math.ceil(starts.length / 4) * 4;
  const bytes = new Int32Array(count);
  bytes.set(starts.map((start) => start * 8));
  const words = new Int32Array(count * pairs);
  words.set(pairWords(taps, weights));
  return { starts: workshop.put(bytes), weights: workshop.put(words), pairs };
}

/** Rows weighted by alpha, as many as a target row needs; the memory is taken when the first one is asked for. */
function weightedRows(
  workshop: Workshop,
  { width }: RgbaImage,
  rows: number,
  address: (y: number) => number,
): (y: number) => number {
  const { alphaRow } = workshop.kernels;
  const stride = alignedBytes(width * 4);
  let base = 0;
  const ring = new RowRing(rows, stride, (y, offset) => {
    alphaRow(address(y), base + offset, width);
  });
  return (y) => {
    if (base === 0) base = workshop.take(rows * stride);
    return base + ring.offset(y);
  };
}
