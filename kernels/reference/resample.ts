/** Separable resampling by tables of weights. @module */
import { isOpaque, pixelWords, type RgbaImage } from "../../image/rgba_image.ts";
import type { RunRows } from "../kernels.ts";
import type { AxisWeights, ResampleStage } from "../stage.ts";
import { clampByte } from "./clamp_byte.ts";
import { RowRing } from "./row_ring.ts";

/**
 * Border: already in the weights. Alpha: resampled too; colours are weighted by it.
 *
 * Vertical pass first, one target row at a time, then the horizontal one. Between them samples keep 6
 * fractional bits and their sign, so that the overshoot of a sharp kernel is clipped only once.
 */
export function resample(stage: ResampleStage, source: RgbaImage, target: RgbaImage): RunRows {
  const { vertical, horizontal } = stage;
  const sums = new Int32Array(source.width * 4);
  const opaque = isOpaque(source);
  const pass = opaque ? opaqueRows(source, sums) : weightedRows(source, stage, sums);
  const write = opaque ? writeOpaque : writeWeighted;
  const words = pixelWords(target);
  return (first, last) => {
    for (let y = first; y < last; y++) {
      sums.fill(0);
      const start = vertical.starts[y];
      const end = start + vertical.taps;
      let row = start;
      let k = y * vertical.taps;
      // Two rows at a time: half as often are the sums read and written.
      for (; row < end - 1; row += 2, k += 2) {
        pass.addTwo(row, vertical.weights[k], vertical.weights[k + 1]);
      }
      if (row < end) pass.addOne(row, vertical.weights[k]);
      pass.finish();
      write(sums, horizontal, words, y * target.width);
    }
  };
}

/** The vertical pass: adds rows, then brings the sums to 6 fractional bits. */
interface VerticalPass {
  addOne(y: number, weight: number): void;
  /** Rows `y` and `y + 1`. */
  addTwo(y: number, weight: number, nextWeight: number): void;
  finish(): void;
}

function opaqueRows(source: RgbaImage, sums: Int32Array): VerticalPass {
  const { data, width } = source;
  const stride = width * 4;
  return {
    addOne: (y, weight) => addBytes(data, y * stride, weight, sums),
    addTwo: (y, weight, nextWeight) => {
      addTwoBytes(data, y * stride, weight, (y + 1) * stride, nextWeight, sums);
    },
    finish: () => round(sums, 8),
  };
}

/** Colours times alpha with 6 fractional bits; an opaque pixel gives the same sums as the opaque pass. */
function weightedRows(source: RgbaImage, stage: ResampleStage, sums: Int32Array): VerticalPass {
  const stride = source.width * 4;
  const rows = stage.vertical.taps;
  const premultiplied = new Uint16Array(rows * stride);
  const ring = new RowRing(rows, stride, (y, offset) => {
    premultiply(source.data, y * stride, premultiplied, offset, stride);
  });
  return {
    addOne: (y, weight) => addWords(premultiplied, ring.offset(y), weight, sums),
    addTwo: (y, weight, nextWeight) => {
      const first = ring.offset(y);
      addTwoWords(premultiplied, first, weight, ring.offset(y + 1), nextWeight, sums);
    },
    finish: () => round(sums, 14),
  };
}

function premultiply(
  data: Uint8ClampedArray,
  at: number,
  out: Uint16Array,
  offset: number,
  count: number,
): void {
  for (let i = at, j = offset; i < at + count; i += 4, j += 4) {
    const alpha = data[i + 3];
    // Rounded: 255 is odd, so that no quotient is a half, and none is nearer to one than 1/510.
    const scale = alpha * (64 / 255);
    out[j] = data[i] * scale + 0.5;
    out[j + 1] = data[i + 1] * scale + 0.5;
    out[j + 2] = data[i + 2] * scale + 0.5;
    out[j + 3] = alpha * 64;
  }
}

// Bytes and words have functions of their own, so that the compiler sees one kind of array in each.

function addBytes(
  samples: Uint8ClampedArray,
  at: number,
  weight: number,
  sums: Int32Array,
): void {
  for (let i = 0; i < sums.length; i++) sums[i] += Math.imul(samples[at + i], weight);
}

function addTwoBytes(
  samples: Uint8ClampedArray,
  at: number,
  weight: number,
  next: number,
  nextWeight: number,
  sums: Int32Array,
): void {
  for (let i = 0; i < sums.length; i++) {
    sums[i] += Math.imul(samples[at + i], weight) + Math.imul(samples[next + i], nextWeight);
  }
}

function addWords(samples: Uint16Array, at: number, weight: number, sums: Int32Array): void {
  for (let i = 0; i < sums.length; i++) sums[i] += Math.imul(samples[at + i], weight);
}

function addTwoWords(
  samples: Uint16Array,
  at: number,
  weight: number,
  next: number,
  nextWeight: number,
  sums: Int32Array,
): void {
  for (let i = 0; i < sums.length; i++) {
    sums[i] += Math.imul(samples[at + i], weight) + Math.imul(samples[next + i], nextWeight);
  }
}

function round(sums: Int32Array, bits: number): void {
  const half = 1 << (bits - 1);
  for (let i = 0; i < sums.length; i++) sums[i] = (sums[i] + half) >> bits;
}

function writeOpaque(row: Int32Array, axis: AxisWeights, to: Int32Array, at: number): void {
  const { starts, taps, weights } = axis;
  for (let x = 0; x < starts.length; x++) {
    let red = HALF;
    let green = HALF;
    let blue = HALF;
    let i = starts[x] * 4;
    for (let k = x * taps; k < (x + 1) * taps; k++, i += 4) {
      const weight = weights[k];
      red += Math.imul(row[i], weight);
      green += Math.imul(row[i + 1], weight);
      blue += Math.imul(row[i + 2], weight);
    }
    to[at + x] = clampByte(red >> 20) | (clampByte(green >> 20) << 8) |
      (clampByte(blue >> 20) << 16) | 0xff000000;
  }
}

/** Half of a unit before the final shift by 20: 6 fractional bits and 14 of the weights. */
const HALF = 1 << 19;

function writeWeighted(row: Int32Array, axis: AxisWeights, to: Int32Array, at: number): void {
  const { starts, taps, weights } = axis;
  for (let x = 0; x < starts.length; x++) {
    let red = 0;
    let green = 0;
    let blue = 0;
    let alpha = 0;
    let i = starts[x] * 4;
    for (let k = x * taps; k < (x + 1) * taps; k++, i += 4) {
      const weight = weights[k];
      red += Math.imul(row[i], weight);
      green += Math.imul(row[i + 1], weight);
      blue += Math.imul(row[i + 2], weight);
      alpha += Math.imul(row[i + 3], weight);
    }
    const opacity = clampByte((alpha + HALF) >> 20);
    to[at + x] = opacity === 0
      ? 0
      : straight(red, alpha) | (straight(green, alpha) << 8) | (straight(blue, alpha) << 16) |
        (opacity << 24);
  }
}

function straight(colour: number, alpha: number): number {
  return clampByte(Math.floor((255 * colour) / alpha + 0.5));
}
