/** Runs single stages on the reference kernels, whole and in bands, and compares pixels. @module */
import { fail } from "@std/assert";
import fc from "fast-check";
import { createImage, type RgbaImage } from "../../image/rgba_image.ts";
import { prepareStage } from "../../kernels/kernels.ts";
import { referenceKernels } from "../../kernels/reference/mod.ts";
import { type Stage, stageOutputSize } from "../../kernels/stage.ts";
import { arbitraryImage } from "../arbitrary_image.ts";

// Random cases a property; a failure prints the seed that repeats it.
fc.configureGlobal({ numRuns: 200 });

/** The target of one stage, run whole. Its memory starts dirty, so that an unwritten pixel shows. */
export function runStage(stage: Stage, source: RgbaImage): RgbaImage {
  const target = dirtyTarget(stage, source);
  prepareStage(referenceKernels, stage, source, target)(0, target.height);
  return target;
}

/** The target of stages that follow each other. */
export function runStages(stages: readonly Stage[], source: RgbaImage): RgbaImage {
  return stages.reduce((image, stage) => runStage(stage, image), source);
}

/** The target of one stage, run by bands of rows that are cut and ordered by `seed`. */
export function runStageInBands(stage: Stage, source: RgbaImage, seed: number): RgbaImage {
  const target = dirtyTarget(stage, source);
  const runRows = prepareStage(referenceKernels, stage, source, target);
  for (const [from, to] of shuffledBands(target.height, seed)) runRows(from, to);
  return target;
}

/** A target whose memory starts dirty. */
export function dirtyTarget(stage: Stage, source: RgbaImage): RgbaImage {
  const { width, height } = stageOutputSize(stage, source);
  const target = createImage(width, height);
  target.data.fill(0x5a);
  return target;
}

/** Cuts rows into bands, in an order of their own. */
export function shuffledBands(height: number, seed: number): [number, number][] {
  const bands: [number, number][] = [];
  let state = seed | 1;
  function random(below: number): number {
    state = (Math.imul(state, 1664525) + 1013904223) | 0;
    return (state >>> 8) % below;
  }
  for (let from = 0; from < height;) {
    const to = Math.min(height, from + 1 + random(random(2) === 0 ? 1 : 9));
    bands.push([from, to]);
    from = to;
  }
  for (let i = bands.length - 1; i > 0; i--) {
    const j = random(i + 1);
    [bands[i], bands[j]] = [bands[j], bands[i]];
  }
  return bands;
}

/** Red, green, blue, alpha. */
export type Pixel = readonly [number, number, number, number];

/** A picture by a function of its coordinates. */
export function paint(
  width: number,
  height: number,
  colour: (x: number, y: number) => Pixel,
): RgbaImage {
  const image = createImage(width, height);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) image.data.set(colour(x, y), (y * width + x) * 4);
  }
  return image;
}

/** An opaque grey picture, written as its rows. */
export function greyImage(rows: readonly (readonly number[])[]): RgbaImage {
  return paint(rows[0].length, rows.length, (x, y) => [rows[y][x], rows[y][x], rows[y][x], 255]);
}

/** One channel of a picture as rows; red when left out. */
export function channelRows(image: RgbaImage, channel = 0): number[][] {
  return Array.from(
    { length: image.height },
    (_, y) =>
      Array.from(
        { length: image.width },
        (_, x) => image.data[(y * image.width + x) * 4 + channel],
      ),
  );
}

/** The pixel at a place; places beyond the border give the nearest inside. */
export function pixelAt(image: RgbaImage, x: number, y: number): Pixel {
  const column = Math.min(Math.max(x, 0), image.width - 1);
  const row = Math.min(Math.max(y, 0), image.height - 1);
  const at = (row * image.width + column) * 4;
  const { data } = image;
  return [data[at], data[at + 1], data[at + 2], data[at + 3]];
}

/** `floor(n / d + 1/2)` for whole numbers below 2^52, without rounding on the way; `d` is positive. */
export function roundedQuotient(n: number, d: number): number {
  const doubled = 2 * n + d;
  const remainder = ((doubled % (2 * d)) + 2 * d) % (2 * d);
  return (doubled - remainder) / (2 * d);
}

/** `value` within a byte. */
export function clampByte(value: number): number {
  return Math.min(255, Math.max(0, value));
}

/** Fails at the first value that differs by more than `tolerance`. */
export function assertSamePixels(actual: RgbaImage, expected: RgbaImage, tolerance = 0): void {
  if (actual.width !== expected.width || actual.height !== expected.height) {
    fail(
      `size is ${actual.width}x${actual.height}, expected ${expected.width}x${expected.height}`,
    );
  }
  for (let i = 0; i < expected.data.length; i++) {
    if (Math.abs(actual.data[i] - expected.data[i]) > tolerance) {
      const pixel = i >> 2;
      fail(
        `channel ${i & 3} of pixel ${pixel % expected.width},${
          Math.floor(pixel / expected.width)
        } is ${actual.data[i]}, expected ${expected.data[i]} (tolerance ${tolerance})`,
      );
    }
  }
}

/** Pictures of at most `pixels` pixels, for references that are slow. */
export function smallImage(pixels = 600): fc.Arbitrary<RgbaImage> {
  return arbitraryImage().filter((image) => image.width * image.height <= pixels);
}

/** Q8 half kernels of any shape that blur and unsharp accept, of 1 to 6 weights. */
export function arbitraryHalfKernel(): fc.Arbitrary<Uint16Array> {
  return fc.array(fc.integer({ min: 0, max: 25 }), { maxLength: 5 }).map((sides) => {
    const side = sides.reduce((sum, weight) => sum + weight, 0);
    return Uint16Array.of(256 - 2 * side, ...sides);
  });
}
