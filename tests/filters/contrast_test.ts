import { assertEquals } from "@std/assert";
import fc from "fast-check";
import { arbitraryImage } from "../arbitrary_image.ts";
import { assertSamePixels, channelRows } from "../kernels/run_stage.ts";
import { applyFilter, stagesOf } from "./apply_filter.ts";
import { assertFormula, each, GREYS } from "./formula.ts";

const SIZE = { width: 1, height: 1 };

Deno.test("contrast() spreads levels around the middle of the scale and clamps them", () => {
  const [levels] = channelRows(applyFilter("contrast:2", GREYS));
  assertEquals([levels[0], levels[64], levels[127], levels[128], levels[200]], [
    0,
    1,
    127,
    129,
    255,
  ]);
  const [flat] = channelRows(applyFilter("contrast:0:centre=30", GREYS));
  assertEquals(new Set(flat), new Set([30]));
});

Deno.test("contrast() equals its formula for any factor and centre", () => {
  const factor = fc.integer({ min: 0, max: 1000 }).map((n) => n / 100);
  const centre = fc.integer({ min: 0, max: 510 }).map((n) => n / 2);
  fc.assert(
    fc.property(arbitraryImage(), factor, centre, (image, factor, centre) => {
      const actual = applyFilter(`contrast:${factor}:centre=${centre}`, image);
      assertFormula(actual, image, each((level) => factor * (level - centre) + centre), 1e-6);
    }),
    { numRuns: 60 },
  );
});

Deno.test("contrast() around 40 is the linear map that brightness() gives", () => {
  assertSamePixels(
    applyFilter("contrast:1.5:centre=40", GREYS),
    applyFilter("brightness:1.5:offset=-20", GREYS),
  );
});

Deno.test("contrast() of factor 1 is nothing to do (P1)", () => {
  assertEquals(stagesOf("contrast:1", SIZE), []);
  assertEquals(stagesOf("contrast", SIZE), stagesOf("contrast:1.3:centre=127.5", SIZE));
});
