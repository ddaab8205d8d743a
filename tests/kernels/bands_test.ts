import { assert, assertEquals } from "@std/assert";
import fc from "fast-check";
import type { RgbaImage } from "../../image/rgba_image.ts";
import { customStage, registerKernels } from "../../kernels/custom.ts";
import {
  type AxisWeights,
  isSplittable,
  type Stage,
  stageHalo,
  stageOutputSize,
} from "../../kernels/stage.ts";
import { arbitraryImage } from "../arbitrary_image.ts";
import { assertSamePixels, runStage, runStageInBands } from "./run_stage.ts";

const BINOMIAL = Uint16Array.of(96, 64, 16);

const SMALL: RgbaImage = { width: 3, height: 3, data: new Uint8ClampedArray(36) };

/** One stage of every kind that can be cut, for a picture. */
const STAGES: Record<Exclude<Stage["kind"], "hysteresis">, (image: RgbaImage) => Stage> = {
  orient: () => ({ kind: "orient", orientation: 6 }),
  lut: () => ({ kind: "lut", table: Uint8Array.from({ length: 256 }, (_, i) => (i * 7) & 255) }),
  luma: () => ({ kind: "luma" }),
  nearest: ({ width, height }) => ({
    kind: "nearest",
    columns: Int32Array.from({ length: width }, (_, x) => width - 1 - x),
    rows: Int32Array.from({ length: 2 * height }, (_, y) => y >> 1),
  }),
  resample: ({ width, height }) => ({
    kind: "resample",
    horizontal: neighbours(width, Math.ceil(width / 2)),
    vertical: neighbours(height, height + 5),
  }),
  extend: ({ width, height }) => ({
    kind: "extend",
    left: 1,
    top: 2,
    width: width + 2,
    height: height + 3,
    background: [9, 8, 7, 6],
  }),
  blur: () => ({ kind: "blur", weights: BINOMIAL }),
  unsharp: () => ({ kind: "unsharp", weights: BINOMIAL, amount: 700, threshold: 300 }),
  detail: () => ({
    kind: "detail",
    radius: 2,
    spatial: new Uint16Array(25).fill(100),
    range: Uint16Array.from({ length: 256 }, (_, i) => 256 - i),
    strength: 500,
  }),
  gradient: () => ({ kind: "gradient", operator: "sobel" }),
  nonmax: () => ({ kind: "nonmax", smoothing: BINOMIAL, low: 40, high: 90 }),
  crop: ({ width, height }) => ({
    kind: "crop",
    left: width >> 2,
    top: height >> 1,
    width: Math.ceil(width / 2),
    height: Math.ceil(height / 2),
  }),
  affine: ({ width, height }) => ({
    kind: "affine",
    origin: [-(2 ** 32), 2 ** 31],
    right: [3e9, -2e9],
    down: [1.5e9, 4e9],
    taps: 2,
    weights: Int16Array.from({ length: 512 }, (_, i) => i & 1 ? i >> 1 : 256 - (i >> 1)),
    width: width + 3,
    height: height + 1,
    background: [1, 2, 3, 200],
  }),
  matrix: () => ({
    kind: "matrix",
    rows: Int32Array.from([2, -1, 0.5, 9, 0, 1, 0, -3, -0.1, 0.2, 0.3, 4], (x) => x * 65536),
  }),
  luma_lut: () => ({
    kind: "luma_lut",
    tables: Uint8Array.from({ length: 768 }, (_, i) => (i * 11) & 255),
  }),
  vignette: ({ width, height }) => ({
    kind: "vignette",
    columns: Uint16Array.from({ length: width }, (_, x) => x * 3),
    rows: Uint16Array.from({ length: height }, (_, y) => y * 5),
    weights: Uint16Array.from({ length: 8 * 70 }, (_, i) => 32768 - i * 50),
    colour: [200, 100, 50],
  }),
  noise: () => ({
    kind: "noise",
    seed: 3,
    levels: Int16Array.from({ length: 1024 }, (_, i) => (i >> 3) - 64),
    monochrome: false,
  }),
  box: () => ({ kind: "box", radius: 3 }),
  median: () => ({ kind: "median", radius: 2 }),
  morphology: () => ({ kind: "morphology", operation: "erode", radius: 3 }),
  bilateral: () => ({
    kind: "bilateral",
    radius: 2,
    spatial: new Uint16Array(25).fill(100),
    range: Uint16Array.from({ length: 766 }, (_, i) => 256 - (i >> 2)),
  }),
  convolve: () => ({
    kind: "convolve",
    side: 3,
    weights: Int32Array.of(5, -3, 1, 0, 9, 2, -1, 7, -4),
    divisor: 11,
    bias: 200,
  }),
  pixelate: () => ({ kind: "pixelate", size: 5 }),
  stretch: () => ({ kind: "stretch", lower: 5000, upper: 90_000 }),
  equalize: () => ({ kind: "equalize" }),
  clahe: () => ({ kind: "clahe", tiles: 3, clip: 600 }),
  custom: (size) => customStage({ filter: "test", kernel: "steepest", size, halo: 1 }),
};

// The larger one of the differences to the bytes above and below; at the border to itself.
registerKernels("test", {
  steepest: ({ width, height, data }, target) => (from, to) => {
    const line = 4 * width;
    for (let i = from * line; i < to * line; i++) {
      const above = i < line ? i : i - line;
      const below = i >= (height - 1) * line ? i : i + line;
      target.data[i] = Math.max(Math.abs(data[i] - data[above]), Math.abs(data[i] - data[below]));
    }
  },
});

/** Three taps with an overshoot, near the same place of the source. */
function neighbours(size: number, target: number): AxisWeights {
  const taps = Math.min(size, 3);
  const weights = { 1: [16384], 2: [20000, -3616], 3: [-2000, 14000, 4384] }[taps] ?? [];
  return {
    taps,
    starts: Int32Array.from(
      { length: target },
      (_, i) => Math.min(size - taps, Math.floor((i * size) / target)),
    ),
    weights: Int16Array.from(new Array(target).fill(weights).flat()),
  };
}

for (const [kind, stageFor] of Object.entries(STAGES)) {
  Deno.test(`${kind}() gives the same bytes for any bands in any order (P8)`, () => {
    fc.assert(
      fc.property(arbitraryImage(), fc.integer(), (image, seed) => {
        const stage = stageFor(image);
        const before = image.data.slice();
        assertSamePixels(runStageInBands(stage, image, seed), runStage(stage, image));
        assertEquals(image.data, before, "the source was written to");
      }),
      { numRuns: 100 },
    );
  });

  // The others move rows, so that any of them may be read.
  const isLocal = stageHalo(stageFor(SMALL)) < Infinity;
  if (isLocal) {
    Deno.test(`${kind}() reads no rows beyond its halo`, () => {
      fc.assert(
        fc.property(arbitraryImage(), fc.nat(), (image, seed) => {
          const stage = stageFor(image);
          const halo = stageHalo(stage);
          const row = seed % image.height;
          const { width, height } = image;
          const spoilt = { width, height, data: image.data.slice() };
          spoilt.data.fill(255, 0, Math.max(0, row - halo) * width * 4);
          spoilt.data.fill(255, Math.min(height, row + halo + 1) * width * 4);
          const at = row * width * 4;
          assertEquals(
            runStage(stage, spoilt).data.slice(at, at + width * 4),
            runStage(stage, image).data.slice(at, at + width * 4),
          );
        }),
        { numRuns: 100 },
      );
    });
  }

  Deno.test(`${kind}() writes the size that its stage announces, on the smallest pictures`, () => {
    for (const [width, height] of [[1, 1], [1, 7], [7, 1], [2, 2]]) {
      const image = { width, height, data: new Uint8ClampedArray(width * height * 4).fill(77) };
      const stage = stageFor(image);
      const size = stageOutputSize(stage, image);
      const result = runStage(stage, image);
      assertEquals([result.width, result.height], [size.width, size.height]);
      assertSamePixels(runStageInBands(stage, image, 1), result);
    }
  });
}

Deno.test("isSplittable() leaves out only hysteresis, which must see the whole picture", () => {
  assert(Object.values(STAGES).every((stageFor) => isSplittable(stageFor(SMALL))));
  assert(!isSplittable({ kind: "hysteresis" }));
  assertEquals(stageHalo({ kind: "hysteresis" }), Infinity);
});
