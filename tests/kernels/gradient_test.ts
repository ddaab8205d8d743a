import { assertEquals } from "@std/assert";
import fc from "fast-check";
import type { RgbaImage } from "../../image/rgba_image.ts";
import type { GradientOperator } from "../../kernels/stage.ts";
import { arbitraryImage } from "../arbitrary_image.ts";
import {
  assertSamePixels,
  channelRows,
  greyImage,
  paint,
  pixelAt,
  roundedQuotient,
  runStage,
} from "./run_stage.ts";

/** Horizontal kernels, row by row; the vertical ones are their transposes. */
const KERNELS: Record<GradientOperator, number[][]> = {
  sobel: [[-1, 0, 1], [-2, 0, 2], [-1, 0, 1]],
  scharr: [[-3, 0, 3], [-10, 0, 10], [-3, 0, 3]],
  prewitt: [[-1, 0, 1], [-1, 0, 1], [-1, 0, 1]],
  laplacian: [[0, 1, 0], [1, -4, 1], [0, 1, 0]],
};
const OPERATORS = ["sobel", "scharr", "prewitt", "laplacian"] as const;

function naiveGradient(image: RgbaImage, operator: GradientOperator): RgbaImage {
  const kernel = KERNELS[operator];
  return paint(image.width, image.height, (x, y) => {
    let across = 0;
    let down = 0;
    for (let dy = -1; dy <= 1; dy++) {
      for (let dx = -1; dx <= 1; dx++) {
        const value = lumaOverBlack(image, x + dx, y + dy);
        across += kernel[dy + 1][dx + 1] * value;
        down += kernel[dx + 1][dy + 1] * value;
      }
    }
    const magnitude = operator === "laplacian" ? Math.abs(across) : Math.hypot(across, down);
    const value = Math.min(255, Math.floor(magnitude + 0.5));
    return [value, value, value, pixelAt(image, x, y)[3]];
  });
}

function lumaOverBlack(image: RgbaImage, x: number, y: number): number {
  const [red, green, blue, alpha] = pixelAt(image, x, y);
  const luma = roundedQuotient(9798 * red + 19235 * green + 3735 * blue, 32768);
  return roundedQuotient(luma * alpha, 255);
}

const IMPULSE = greyImage([
  [0, 0, 0, 0, 0],
  [0, 0, 0, 0, 0],
  [0, 0, 10, 0, 0],
  [0, 0, 0, 0, 0],
  [0, 0, 0, 0, 0],
]);

/** Magnitudes around the impulse: corner, side, centre. */
const RESPONSES: Record<GradientOperator, [number, number, number]> = {
  sobel: [14, 20, 0],
  scharr: [42, 100, 0],
  prewitt: [14, 10, 0],
  laplacian: [0, 10, 40],
};

for (const operator of OPERATORS) {
  Deno.test(`gradient() answers an impulse with the ${operator} kernels`, () => {
    const [corner, side, centre] = RESPONSES[operator];
    assertEquals(channelRows(runStage({ kind: "gradient", operator }, IMPULSE)), [
      [0, 0, 0, 0, 0],
      [0, corner, side, corner, 0],
      [0, side, centre, side, 0],
      [0, corner, side, corner, 0],
      [0, 0, 0, 0, 0],
    ]);
  });

  Deno.test(`gradient() equals the ${operator} sums over luma over black`, () => {
    fc.assert(
      fc.property(arbitraryImage(), (image) => {
        const stage = { kind: "gradient", operator } as const;
        assertSamePixels(runStage(stage, image), naiveGradient(image, operator));
      }),
      { numRuns: 100 },
    );
  });
}

Deno.test("gradient() clamps strong edges and replicates the border", () => {
  const step = greyImage([[0, 0, 100, 100, 100], [0, 0, 100, 100, 100]]);
  const sobel = { kind: "gradient", operator: "sobel" } as const;
  assertEquals(channelRows(runStage(sobel, step))[0], [0, 255, 255, 0, 0]);
  const faint = greyImage([[0, 0, 25, 25, 25]]);
  assertEquals(channelRows(runStage(sobel, faint)), [[0, 100, 100, 0, 0]]);
});

Deno.test("gradient() sees a silhouette and no hidden colours", () => {
  const image = paint(6, 3, (x) => x < 2 ? [90, 90, 90, 255] : [200 * (x & 1), 0, 0, 0]);
  const result = runStage({ kind: "gradient", operator: "prewitt" }, image);
  assertEquals(channelRows(result)[1], [0, 255, 255, 0, 0, 0]);
  assertEquals(channelRows(result, 3)[1], [255, 255, 0, 0, 0, 0]);
});
