import { assertEquals } from "@std/assert";
import fc from "fast-check";
import { recipeFromJson } from "../../pipeline/recipe.ts";
import { arbitraryImage } from "../arbitrary_image.ts";
import { assertSamePixels, paint } from "../kernels/run_stage.ts";
import { applyFilter, stagesOf } from "./apply_filter.ts";
import { assertFormula, mixed } from "./formula.ts";

const SIZE = { width: 1, height: 1 };
const ENTRY = fc.integer({ min: -1600, max: 1600 }).map((n) => n / 100);

Deno.test("recomb() swaps colours by a permutation, exactly", () => {
  const image = paint(1, 1, () => [10, 20, 30, 40]);
  assertEquals([...applyFilter("recomb:0/0/1/1/0/0/0/1/0", image).data], [30, 10, 20, 40]);
});

Deno.test("recomb() adds what the fourth number of a row says, as a share of the scale", () => {
  const image = paint(1, 1, () => [10, 20, 30, 40]);
  const recipe = "recomb:1/0/0/0.2/0/1/0/-0.04/0/0/0/1";
  assertEquals([...applyFilter(recipe, image).data], [61, 10, 255, 40]);
});

Deno.test("recomb() equals the product of matrix and colour, for any entries", () => {
  const rows = fc.constantFrom(3, 4).chain((columns) =>
    fc.array(fc.array(ENTRY, { minLength: columns, maxLength: columns }), {
      minLength: 3,
      maxLength: 3,
    })
  );
  fc.assert(fc.property(arbitraryImage(), rows, (image, rows) => {
    const actual = applyFilter(`recomb:${rows.flat().join("/")}`, image);
    const inLevels = rows.map(([r, g, b, added = 0]) => [r, g, b, 255 * added]);
    assertFormula(actual, image, mixed(inLevels));
  }));
});

Deno.test("recomb() by the identity is nothing to do, in both forms (P1)", () => {
  assertEquals(stagesOf("recomb", SIZE), []);
  assertEquals(stagesOf("recomb:1/0/0/0/1/0/0/0/1", SIZE), []);
  assertEquals(stagesOf("recomb:1/0/0/0/0/1/0/0/0/0/1/0", SIZE), []);
});

Deno.test("recomb() twice by a swap gives the picture back", () => {
  const swap = "recomb:0/1/0/1/0/0/0/0/1";
  fc.assert(
    fc.property(arbitraryImage(), (image) => {
      assertSamePixels(applyFilter(`${swap},${swap}`, image), image);
    }),
    { numRuns: 30 },
  );
});

Deno.test("recomb() takes rows from JSON", () => {
  const rows = [[0, 1, 0], [1, 0, 0], [0, 0, 1]];
  const [step] = recipeFromJson([{ filter: "recomb", matrix: rows }]);
  assertEquals(step.params.matrix, rows.flat());
});
