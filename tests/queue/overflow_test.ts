import { assertEquals } from "@std/assert";
import { chooseDropped, type Droppable } from "../../queue/overflow.ts";

const BOUNDS = { maxCount: 3, maxBytes: 100 };

function entry(bytes: number, priority = 0): Droppable {
  return { bytes, priority };
}

for (
  const [what, line, newcomer, expected] of [
    ["the first in line", [entry(1), entry(2), entry(3)], entry(1), [0]],
    ["as many as its bytes need", [entry(40), entry(30), entry(30)], entry(60), [0, 1]],
    ["the lowest priority first", [entry(1, 2), entry(1, 1), entry(1, 0)], entry(1, 2), [2]],
    ["nobody when it fits", [entry(1), entry(2)], entry(1), []],
    ["everybody for one larger than the line", [entry(1), entry(2)], entry(500), [0, 1]],
    [
      "nobody of higher priority, and refuses",
      [entry(1, 1), entry(1, 1), entry(1, 1)],
      entry(1),
      undefined,
    ],
    ["nobody in vain", [entry(1), entry(90, 5), entry(1)], entry(50), undefined],
  ] as const
) {
  Deno.test(`chooseDropped() drops ${what}`, () => {
    const dropped = chooseDropped(line, newcomer, BOUNDS);
    assertEquals(
      dropped?.map((each) => line.indexOf(each as never)),
      expected as number[] | undefined,
    );
  });
}
