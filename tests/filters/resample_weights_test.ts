import { assert, assertEquals, assertLessOrEqual } from "@std/assert";
import fc from "fast-check";
import { type AxisMap, axisWeights, type ResampleKernel } from "../../filters/resample_weights.ts";
import type { AxisWeights } from "../../kernels/stage.ts";

const KERNELS = ["linear", "cubic", "catmull_rom", "mitchell", "lanczos3", "area"] as const;

/** The weights of one target sample over the whole source, in units of 1. */
function spread(axis: AxisWeights, sample: number, size: number): number[] {
  const weights = new Array<number>(size).fill(0);
  for (let k = 0; k < axis.taps; k++) {
    weights[axis.starts[sample] + k] += axis.weights[sample * axis.taps + k] / 16384;
  }
  return weights;
}

/** The textbook curves, each on its own. */
const CURVES: Record<Exclude<ResampleKernel, "area">, { reach: number; at(x: number): number }> = {
  linear: { reach: 1, at: (x) => x < 1 ? 1 - x : 0 },
  cubic: { reach: 2, at: (x) => bicubic(x, 0, 0.75) },
  catmull_rom: { reach: 2, at: (x) => bicubic(x, 0, 0.5) },
  mitchell: { reach: 2, at: (x) => bicubic(x, 1 / 3, 1 / 3) },
  lanczos3: {
    reach: 3,
    at: (x) =>
      x === 0
        ? 1
        : x < 3
        ? 3 * Math.sin(Math.PI * x) * Math.sin(Math.PI * x / 3) / (Math.PI * x) ** 2
        : 0,
  },
};

/** The family of Mitchell and Netravali; B = 0 is that of Keys with a = -C. */
function bicubic(x: number, b: number, c: number): number {
  if (x < 1) {
    return ((12 - 9 * b - 6 * c) * x ** 3 + (-18 + 12 * b + 6 * c) * x ** 2 + 6 - 2 * b) / 6;
  }
  if (x >= 2) return 0;
  return ((-b - 6 * c) * x ** 3 + (6 * b + 30 * c) * x ** 2 + (-12 * b - 48 * c) * x + 8 * b +
    24 * c) / 6;
}

/** Weights in floats: every source sample, and border samples once for each place beyond them. */
function ideal(map: AxisMap, kernel: ResampleKernel, antialias: boolean, sample: number): number[] {
  const scale = map.span / map.target;
  const weights = new Array<number>(map.size).fill(0);
  const from = map.offset + sample * scale;
  if (kernel === "area") {
    for (let i = 0; i < map.size; i++) {
      weights[i] = Math.max(0, Math.min(from + scale, i + 1) - Math.max(from, i)) / scale;
    }
    return weights;
  }
  const stretch = antialias ? Math.max(1, scale) : 1;
  const centre = from + scale / 2 - 0.5;
  const reach = Math.ceil(CURVES[kernel].reach * stretch) + 1;
  for (let i = Math.floor(centre) - reach; i <= centre + reach; i++) {
    const inside = Math.min(map.size - 1, Math.max(0, i));
    weights[inside] += CURVES[kernel].at(Math.abs(i - centre) / stretch);
  }
  const total = weights.reduce((sum, weight) => sum + weight);
  return weights.map((weight) => weight / total);
}

function arbitraryMap(): fc.Arbitrary<AxisMap> {
  const side = fc.integer({ min: 1, max: 90 });
  const cut = fc.double({ min: 0, max: 0.45, noNaN: true });
  return fc.tuple(side, side, fc.oneof(fc.constant(0), cut)).map(([size, target, part]) => ({
    size,
    target,
    offset: size * part,
    span: size * (1 - 2 * part),
  }));
}

for (const kernel of KERNELS) {
  Deno.test(`axisWeights() of ${kernel} are the textbook's within a step of Q14`, () => {
    fc.assert(
      fc.property(arbitraryMap(), fc.boolean(), (map, antialias) => {
        const axis = axisWeights(map, kernel, antialias);
        for (let sample = 0; sample < map.target; sample++) {
          const expected = ideal(map, kernel, antialias, sample);
          const actual = spread(axis, sample, map.size);
          for (let i = 0; i < map.size; i++) {
            assertLessOrEqual(Math.abs(actual[i] - expected[i]), 1.01 / 16384, `sample ${sample}`);
          }
        }
      }),
      { numRuns: 60 },
    );
  });

  Deno.test(`axisWeights() of ${kernel} sum to 16384 and stay inside the source`, () => {
    fc.assert(fc.property(arbitraryMap(), fc.boolean(), (map, antialias) => {
      const { starts, taps, weights } = axisWeights(map, kernel, antialias);
      assertEquals(starts.length, map.target);
      assertEquals(weights.length, map.target * taps);
      for (let sample = 0; sample < map.target; sample++) {
        assert(starts[sample] >= 0 && starts[sample] + taps <= map.size);
        const own = weights.subarray(sample * taps, (sample + 1) * taps);
        assertEquals(own.reduce((sum, weight) => sum + weight, 0), 16384);
      }
    }));
  });
}

Deno.test("axisWeights() spread evenly even where a weight is less than one step", () => {
  for (const size of [1000, 5000, 30_000]) {
    const axis = axisWeights({ size, target: 1, offset: 0, span: size }, "area", true);
    const weights = spread(axis, 0, size);
    for (const part of [0.1, 0.25, 0.5, 0.75, 0.9]) {
      const sum = weights.slice(0, size * part).reduce((sum, weight) => sum + weight, 0);
      assertLessOrEqual(Math.abs(sum - part), 1 / 16384, `${part} of ${size}`);
    }
    assertLessOrEqual(Math.max(...weights), 1 / size + 1 / 16384);
  }
});

Deno.test("axisWeights() of a whole fraction need no tap that weighs nothing", () => {
  assertEquals(axisWeights({ size: 40, target: 20, offset: 0, span: 40 }, "area", true).taps, 2);
  assertEquals(axisWeights({ size: 300, target: 100, offset: 0, span: 300 }, "area", true).taps, 3);
  assertEquals(
    axisWeights({ size: 40, target: 20, offset: 0, span: 40 }, "lanczos3", true).taps,
    12,
  );
  assertEquals(
    axisWeights({ size: 40, target: 40, offset: 0, span: 40 }, "lanczos3", true).taps,
    1,
  );
});
