import { assertEquals, assertThrows } from "@std/assert";
import fc from "fast-check";
import { InputError } from "../../errors.ts";
import { parseRecipe } from "../../pipeline/recipe.ts";
import { arbitraryImage } from "../arbitrary_image.ts";
import { assertSamePixels, channelRows, greyImage, paint, pixelAt } from "../kernels/run_stage.ts";
import { applyFilter, stagesOf } from "./apply_filter.ts";

const GRID = greyImage([[1, 2, 3, 4], [5, 6, 7, 8], [9, 10, 11, 12], [13, 14, 15, 16]]);

function cropped(recipe: string): number[][] {
  return channelRows(applyFilter(recipe, GRID));
}

Deno.test("crop() keeps the part at a corner, and the rest of the picture without a size", () => {
  assertEquals(cropped("crop:2:height=1:left=1:top=2"), [[10, 11]]);
  assertEquals(cropped("extract:left=3:top=2"), [[12], [16]]);
  assertEquals(cropped("crop:left=2:height=1:top=0"), [[3, 4]]);
});

const BY_GRAVITY = {
  centre: [[6, 7]],
  north: [[2, 3]],
  northeast: [[3, 4]],
  east: [[7, 8]],
  southeast: [[15, 16]],
  south: [[14, 15]],
  southwest: [[13, 14]],
  west: [[5, 6]],
  northwest: [[1, 2]],
};

for (const [gravity, part] of Object.entries(BY_GRAVITY)) {
  Deno.test(`crop() without a corner lies at '${gravity}', the smaller half before it`, () => {
    // Of three rows that go, one goes above the middle.
    assertEquals(cropped(`crop:2:height=1:gravity=${gravity}`), part);
  });
}

Deno.test("crop() moves whole pixels of any part, alpha with them", () => {
  const share = fc.nat(1_000_000);
  fc.assert(fc.property(arbitraryImage(), share, share, share, share, (image, a, b, c, d) => {
    const left = a % image.width;
    const top = b % image.height;
    const width = 1 + c % (image.width - left);
    const height = 1 + d % (image.height - top);
    const expected = paint(width, height, (x, y) => pixelAt(image, left + x, top + y));
    const recipe = `crop:${width}:height=${height}:left=${left}:top=${top}`;
    assertSamePixels(applyFilter(recipe, image), expected);
  }));
});

Deno.test("crop() of the whole picture is nothing to do (P1)", () => {
  assertEquals(stagesOf("crop:40:height=30", { width: 40, height: 30 }), []);
  assertEquals(stagesOf("crop:left=0", { width: 40, height: 30 }), []);
});

Deno.test("crop() refuses a part that is not inside, naming both sizes", () => {
  const size = { width: 40, height: 30 };
  const wrong = {
    "crop:41": "a part of 41x?",
    "crop:20:height=31": "a part of 20x31",
    "crop:20:height=10:left=21:top=5": "a part of 20x10 at 21,5",
    "crop:left=40": "a part of ?x? at 40,?",
    "crop:top=29999:height=1": "a part of ?x1 at ?,29999",
  };
  for (const [recipe, part] of Object.entries(wrong)) {
    const error = assertThrows(() => stagesOf(recipe, size), InputError);
    assertEquals(error.code, "invalid_param");
    assertEquals(
      error.message,
      `Cannot crop picture as ${part} does not lie inside it: current size is 40x30`,
    );
  }
});

Deno.test("crop() refuses a recipe that says neither size nor corner", () => {
  assertThrows(() => parseRecipe("crop"), InputError, "it needs one of 'width', 'height', 'left'");
  assertThrows(() => parseRecipe("crop:gravity=north"), InputError, "it needs one of");
});
