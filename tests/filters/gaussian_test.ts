import { assert, assertEquals, assertLessOrEqual } from "@std/assert";
import fc from "fast-check";
import { gaussianWeights } from "../../filters/gaussian.ts";

/** Whole kernels in floats, from OpenCV: k = 2 * ceil(3 sigma) + 1. */
const KERNELS: Record<string, number[]> = {
  "1": [0.004433048, 0.054005583, 0.242036229, 0.39905028],
  "2": [0.002218196, 0.008773135, 0.027023158, 0.064825185, 0.12110939, 0.176213123, 0.199675627],
  "3": [
    0.001479452,
    0.003804239,
    0.008753462,
    0.018023411,
    0.033207729,
    0.054750289,
    0.080775325,
    0.106639001,
    0.125979094,
    0.133175996,
  ],
};

for (const [sigma, kernel] of Object.entries(KERNELS)) {
  Deno.test(`gaussianWeights() of sigma ${sigma} are OpenCV's within a step of Q8`, () => {
    const weights = gaussianWeights(Number(sigma));
    const centreFirst = kernel.toReversed();
    assert(weights.length <= centreFirst.length);
    centreFirst.forEach((exact, x) => {
      // The centre takes what both sides leave.
      assertLessOrEqual(Math.abs((weights[x] ?? 0) / 256 - exact), 1.001 / 256, `weight ${x}`);
    });
  });
}

Deno.test("gaussianWeights() sum to 256, for every sigma that a filter allows", () => {
  fc.assert(
    fc.property(fc.double({ min: 0.01, max: 100, noNaN: true }), (sigma) => {
      const weights = gaussianWeights(sigma);
      const sides = weights.slice(1).reduce((sum, weight) => sum + weight, 0);
      assertEquals(weights[0] + 2 * sides, 256);
      assert(weights.length <= Math.ceil(3 * sigma) + 1);
    }),
    { numRuns: 1000 },
  );
});

Deno.test("gaussianWeights() answer an edge within half a step of Q8, however wide they are", () => {
  for (const sigma of [0.3, 0.8, 1.5, 4, 10, 33, 100]) {
    const radius = Math.ceil(3 * sigma);
    const ideal = Array.from({ length: radius + 1 }, (_, x) => Math.exp(-x * x / (2 * sigma ** 2)));
    const total = 2 * ideal.reduce((sum, weight) => sum + weight, 0) - 1;
    const weights = gaussianWeights(sigma);
    let exact = 0;
    let actual = 0;
    for (let x = radius; x > 0; x--) {
      exact += ideal[x] / total * 256;
      actual += weights[x] ?? 0;
      assertLessOrEqual(Math.abs(exact - actual), 0.5 + 1e-9, `sigma ${sigma} at ${x}`);
    }
  }
});

Deno.test("gaussianWeights() of a tiny sigma change nothing", () => {
  assertEquals([...gaussianWeights(0.2)], [256]);
});
