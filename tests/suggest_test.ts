import { assertEquals } from "@std/assert";
import { didYouMean, suggest } from "../suggest.ts";

const NAMES = ["resize", "blur", "sharpen", "grayscale", "edges", "canny"];

for (
  const [word, expected] of [
    ["blurr", "blur"],
    ["SHARPEN", "sharpen"],
    ["greyscale", "grayscale"],
    ["sharp", "sharpen"],
    ["edge", "edges"],
    ["xyzzy", undefined],
    ["q", undefined],
    ["a".repeat(5000), undefined],
  ] as const
) {
  Deno.test(`suggest() answers ${expected} to ${word.slice(0, 20)}`, () => {
    assertEquals(suggest(word, NAMES), expected);
  });
}

Deno.test("didYouMean() is empty when nothing is near", () => {
  assertEquals(didYouMean("xyzzy", NAMES), "");
  assertEquals(didYouMean("blurr", NAMES), ", did you mean 'blur'");
});
