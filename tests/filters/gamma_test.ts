import { assert, assertEquals } from "@std/assert";
import fc from "fast-check";
import { arbitraryImage } from "../arbitrary_image.ts";
import { channelRows } from "../kernels/run_stage.ts";
import { applyFilter, stagesOf } from "./apply_filter.ts";
import { assertFormula, each, GREYS } from "./formula.ts";

const GAMMA = fc.integer({ min: 10, max: 1000 }).map((n) => n / 100);

Deno.test("gamma() keeps black and white and brightens what is between", () => {
  const [levels] = channelRows(applyFilter("gamma:2", GREYS));
  // 255 * sqrt(level / 255).
  assertEquals([levels[0], levels[1], levels[64], levels[255]], [0, 16, 128, 255]);
});

Deno.test("gamma() equals its formula, rises with the level, and brightens only above 1", () => {
  fc.assert(
    fc.property(arbitraryImage(), GAMMA, (image, gamma) => {
      const formula = each((level) => 255 * Math.pow(level / 255, 1 / gamma));
      assertFormula(applyFilter(`gamma:${gamma}`, image), image, formula, 1e-6);
      const [levels] = channelRows(applyFilter(`gamma:${gamma}`, GREYS));
      levels.forEach((value, level) => {
        assert(level === 0 || value >= levels[level - 1]);
        assert(gamma >= 1 ? value >= level : value <= level);
      });
    }),
    { numRuns: 60 },
  );
});

Deno.test("gamma() of 1 is nothing to do, and without parameters it is 2.2 (P1)", () => {
  const size = { width: 1, height: 1 };
  assertEquals(stagesOf("gamma:1", size), []);
  assertEquals(stagesOf("gamma", size), stagesOf("gamma:2.2", size));
});
