import { assertEquals } from "@std/assert";
import fc from "fast-check";
import type { RgbaImage } from "../../image/rgba_image.ts";
import type { AxisWeights, ResampleStage } from "../../kernels/stage.ts";
import {
  assertSamePixels,
  channelRows,
  clampByte,
  greyImage,
  paint,
  type Pixel,
  roundedQuotient,
  runStage,
  smallImage,
} from "./run_stage.ts";

/** Premultiplied samples with 6 fractional bits, vertical sums kept so, one division at the end. */
function naiveResample(image: RgbaImage, stage: ResampleStage): RgbaImage {
  const { horizontal, vertical } = stage;
  const columns = horizontal.starts.length;
  const channels = [0, 1, 2, 3].map((channel) => premultiplied(image, channel))
    .map((rows) =>
      along(rows, vertical).map((row) => row.map((sum) => roundedQuotient(sum, 16384)))
    )
    .map((rows) => along(transposed(rows), horizontal));
  return paint(columns, vertical.starts.length, (x, y): Pixel => {
    const [red, green, blue, opacity] = channels.map((sums) => sums[x][y]);
    const alpha = clampByte(roundedQuotient(opacity, 64 * 16384));
    if (alpha === 0) return [0, 0, 0, 0];
    const straight = (sum: number) => clampByte(roundedQuotient(255 * sum, opacity));
    return [straight(red), straight(green), straight(blue), alpha];
  });
}

function premultiplied(image: RgbaImage, channel: number): number[][] {
  const alphas = channelRows(image, 3);
  return channelRows(image, channel).map((row, y) =>
    row.map((value, x) => {
      const alpha = alphas[y][x];
      return channel === 3 ? alpha * 64 : roundedQuotient(value * alpha * 64, 255);
    })
  );
}

/** Weighted sums of rows. */
function along(rows: number[][], { starts, taps, weights }: AxisWeights): number[][] {
  return Array.from(starts, (start, i) =>
    rows[0].map((_, x) => {
      let sum = 0;
      for (let k = 0; k < taps; k++) {
        const weight = weights[i * taps + k];
        if (weight !== 0) sum += weight * rows[start + k][x];
      }
      return sum;
    }));
}

function transposed(rows: number[][]): number[][] {
  return rows[0].map((_, x) => rows.map((row) => row[x]));
}

/** Weights of any sign that sum to 16384 for each of `target` samples. */
function axisOf(size: number, target: number, seed: number): AxisWeights {
  const taps = Math.min(size, 1 + (seed % 5));
  const starts = new Int32Array(target);
  const weights = new Int16Array(target * taps);
  for (let i = 0; i < target; i++) {
    starts[i] = Math.floor(((size - taps) * i) / Math.max(1, target - 1));
    let rest = 16384;
    for (let k = 1; k < taps; k++) {
      weights[i * taps + k] = ((seed >>> k) * 31 + i * 997) % 9000 - 2500;
      rest -= weights[i * taps + k];
    }
    weights[i * taps] = rest;
  }
  return { taps, starts, weights };
}

Deno.test("resample() weighs rows and columns", () => {
  const half = { taps: 2, starts: Int32Array.of(0), weights: Int16Array.of(8192, 8192) };
  const image = greyImage([[0, 100], [100, 255]]);
  const stage = { kind: "resample", horizontal: half, vertical: half } as const;
  assertEquals(channelRows(runStage(stage, image)), [[114]]);
});

Deno.test("resample() clips an overshoot once, after both passes", () => {
  // Down: 1.5 * 255 - 0.5 * 0 = 382.5; across: half of it and half of 0 is 191.25.
  const over = { taps: 2, starts: Int32Array.of(0), weights: Int16Array.of(24576, -8192) };
  const half = { taps: 2, starts: Int32Array.of(0), weights: Int16Array.of(8192, 8192) };
  const image = greyImage([[255, 0], [0, 0]]);
  const stage = { kind: "resample", horizontal: half, vertical: over } as const;
  assertEquals(channelRows(runStage(stage, image)), [[191]]);
});

Deno.test("resample() equals its sums in whole numbers, alpha weighted", () => {
  const side = fc.integer({ min: 1, max: 20 });
  fc.assert(
    fc.property(smallImage(), side, side, fc.nat(1e6), (image, width, height, seed) => {
      const stage = {
        kind: "resample",
        horizontal: axisOf(image.width, width, seed),
        vertical: axisOf(image.height, height, seed >> 3),
      } as const;
      const result = runStage(stage, image);
      assertSamePixels(result, naiveResample(image, stage));
    }),
  );
});
