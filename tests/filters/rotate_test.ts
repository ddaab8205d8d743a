import { assert, assertEquals, fail } from "@std/assert";
import fc from "fast-check";
import type { RgbaImage } from "../../image/rgba_image.ts";
import { stageOutputSize } from "../../kernels/stage.ts";
import { arbitraryImage } from "../arbitrary_image.ts";
import {
  assertSamePixels,
  channelRows,
  greyImage,
  paint,
  type Pixel,
  pixelAt,
  smallImage,
} from "../kernels/run_stage.ts";
import { applyFilter, stagesOf } from "./apply_filter.ts";

const TILTED = fc.integer({ min: -3599, max: 3599 }).map((n) => n / 10).filter((a) => a % 90 !== 0);

Deno.test("rotate() turns clockwise by quarters", () => {
  const image = greyImage([[1, 2, 3], [4, 5, 6]]);
  assertEquals(channelRows(applyFilter("rotate", image)), [[4, 1], [5, 2], [6, 3]]);
  assertEquals(channelRows(applyFilter("rotate:180", image)), [[6, 5, 4], [3, 2, 1]]);
  assertEquals(channelRows(applyFilter("rotate:-90", image)), [[3, 6], [2, 5], [1, 4]]);
});

Deno.test("rotate() by quarters moves pixels only, so that four of them are none (P1)", () => {
  assertEquals(stagesOf("rotate:0", { width: 3, height: 2 }), []);
  assertEquals(stagesOf("rotate:-360", { width: 3, height: 2 }), []);
  fc.assert(
    fc.property(arbitraryImage(), (image) => {
      assertSamePixels(applyFilter("rotate,rotate,rotate,rotate", image), image);
      assertSamePixels(applyFilter("rotate:270,rotate:90", image), image);
      assertSamePixels(applyFilter("rotate:180", image), applyFilter("flip,flop", image));
      assertSamePixels(applyFilter("rotate:-90", image), applyFilter("rotate:270", image));
    }),
    { numRuns: 40 },
  );
});

Deno.test("rotate() grows the canvas just so far that it holds the picture", () => {
  const sizeAfter = (recipe: string, width: number, height: number) => {
    const [stage] = stagesOf(recipe, { width, height });
    const size = stageOutputSize(stage, { width, height });
    return [size.width, size.height];
  };
  assertEquals(sizeAfter("rotate:45", 100, 100), [142, 142]);
  assertEquals(sizeAfter("rotate:30", 200, 100), [224, 187]);
  assertEquals(sizeAfter("rotate:-30", 200, 100), [224, 187]);
  assertEquals(sizeAfter("rotate:90", 200, 100), [100, 200]);
  // 3-4-5: both sides are whole numbers, which rounding must not exceed.
  const angle = Math.atan2(3, 4) * 180 / Math.PI;
  assertEquals(sizeAfter(`rotate:${angle}`, 100, 100), [140, 140]);
});

/** What lies at a place of the source: premultiplied sums over the neighbours, beyond the border the background. */
function naiveSample(
  image: RgbaImage,
  u: number,
  v: number,
  curve: { reach: number; weight: (x: number) => number },
  background: Pixel,
): number[] {
  const sums = [0, 0, 0, 0];
  for (let y = Math.floor(v) - curve.reach + 1; y <= Math.floor(v) + curve.reach; y++) {
    for (let x = Math.floor(u) - curve.reach + 1; x <= Math.floor(u) + curve.reach; x++) {
      const isInside = x >= 0 && y >= 0 && x < image.width && y < image.height;
      const [red, green, blue, alpha] = isInside ? pixelAt(image, x, y) : background;
      const weight = curve.weight(Math.abs(u - x)) * curve.weight(Math.abs(v - y));
      [red * alpha / 255, green * alpha / 255, blue * alpha / 255, alpha].forEach((value, i) => {
        sums[i] += weight * value;
      });
    }
  }
  return sums;
}

const CURVES = {
  linear: { reach: 1, weight: (x: number) => Math.max(0, 1 - x) },
  catmull_rom: {
    reach: 2,
    weight: (x: number) =>
      x < 1
        ? 1.5 * x ** 3 - 2.5 * x ** 2 + 1
        : Math.max(0, Math.sign(2 - x)) * (-0.5 * x ** 3 + 2.5 * x ** 2 - 4 * x + 2),
  },
};

// A place is off by up to 1/512 of a pixel on each axis, a cubic weight by up to 3/512; noise changes by 255 a pixel.
const TOLERANCE = { linear: 1.75, catmull_rom: 4 };

for (const kernel of ["linear", "catmull_rom"] as const) {
  Deno.test(`rotate() by ${kernel} equals sums in floats around the middle, on any background`, () => {
    const background = fc.constantFrom<Pixel>([0, 0, 0, 0], [255, 128, 0, 255], [10, 200, 90, 100]);
    fc.assert(
      fc.property(smallImage(300), TILTED, background, (image, angle, background) => {
        const hex = background.map((channel) => channel.toString(16).padStart(2, "0")).join("");
        const actual = applyFilter(`rotate:${angle}:kernel=${kernel}:background=${hex}`, image);
        const [cos, sin] = [Math.cos(angle * Math.PI / 180), Math.sin(angle * Math.PI / 180)];
        for (let y = 0; y < actual.height; y++) {
          for (let x = 0; x < actual.width; x++) {
            const right = x + 0.5 - actual.width / 2;
            const down = y + 0.5 - actual.height / 2;
            const u = cos * right + sin * down + image.width / 2 - 0.5;
            const v = -sin * right + cos * down + image.height / 2 - 0.5;
            const wanted = naiveSample(image, u, v, CURVES[kernel], background);
            const [red, green, blue, alpha] = pixelAt(actual, x, y);
            const found = [red * alpha / 255, green * alpha / 255, blue * alpha / 255, alpha];
            compare(found, wanted, TOLERANCE[kernel], `at ${x},${y} of ${angle} degrees`);
          }
        }
      }),
      { numRuns: 60 },
    );
  });
}

function compare(found: number[], wanted: number[], tolerance: number, where: string): void {
  const alpha = Math.min(255, Math.max(0, wanted[3]));
  wanted.forEach((value, i) => {
    // Clamping alpha changes how much of a colour is seen, not the colour.
    const seen = wanted[3] > 255 ? value * 255 / wanted[3] : value;
    const clamped = Math.min(alpha, Math.max(0, seen));
    if (Math.abs(found[i] - clamped) > tolerance) {
      fail(`channel ${i} is ${found[i]}, expected ${clamped} ${where}`);
    }
  });
}

Deno.test("rotate() by nearest takes pixels of the source and the background, and no others", () => {
  const background: Pixel = [1, 2, 3, 255];
  fc.assert(
    fc.property(smallImage(), TILTED, (image, angle) => {
      const opaque = paint(image.width, image.height, (x, y) => {
        const [red, green, blue] = pixelAt(image, x, y);
        return [red, green, blue, 255];
      });
      const known = new Set(new Uint32Array(opaque.data.buffer));
      known.add(new Uint32Array(Uint8Array.from(background).buffer)[0]);
      const recipe = `rotate:${angle}:kernel=nearest:background=010203`;
      const result = applyFilter(recipe, opaque);
      assert(new Uint32Array(result.data.buffer).every((word) => known.has(word)));
    }),
    { numRuns: 60 },
  );
});

Deno.test("rotate() there and back gives a smooth picture again, in its middle", () => {
  const image = paint(61, 47, (x, y) => [x * 4, y * 5, (x + y) * 2, 255]);
  for (const angle of [3, 30, 45, 77.7]) {
    const back = applyFilter(`rotate:${angle},rotate:${-angle}`, image);
    const middle = (from: RgbaImage) => applyFilter("crop:31:height=23", from);
    // Canvases of odd and even sides put the middle half a pixel apart: 5 levels, half of them.
    assertSamePixels(middle(back), middle(image), 5);
  }
});

Deno.test("rotate() leaves a flat picture on a background of its colour flat", () => {
  const flat = paint(20, 13, () => [40, 90, 160, 255]);
  for (const kernel of ["nearest", "linear", "catmull_rom"]) {
    const result = applyFilter(`rotate:25:kernel=${kernel}:background=285aa0`, flat);
    assertSamePixels(result, paint(result.width, result.height, () => [40, 90, 160, 255]));
  }
});

Deno.test("rotate() gives red no green from invisible pixels beside it", () => {
  const checker = paint(16, 8, (x, y) => (x + y) & 1 ? [255, 0, 0, 255] : [0, 255, 0, 0]);
  for (const kernel of ["nearest", "linear", "catmull_rom"]) {
    const result = applyFilter(`rotate:37:kernel=${kernel}:background=00ff0000`, checker);
    let visible = 0;
    for (let i = 0; i < result.data.length; i += 4) {
      if (result.data[i + 3] === 0) continue;
      visible++;
      assertEquals([...result.data.subarray(i, i + 3)], [255, 0, 0]);
    }
    assert(visible > 0);
  }
});
