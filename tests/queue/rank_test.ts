import { assert, assertEquals } from "@std/assert";
import fc from "fast-check";
import { insertByRank, rankOf } from "../../queue/rank.ts";

Deno.test("rankOf() serves the higher priority first when both came together", () => {
  assert(rankOf(2, 500, 1_000) < rankOf(1, 500, 1_000));
  assert(rankOf(0, 500, 1_000) < rankOf(-1, 500, 1_000));
});

Deno.test("rankOf() lets a request pass one of higher priority when it has waited long enough", () => {
  const old = rankOf(0, 0, 1_000);
  assert(rankOf(3, 2_999, 1_000) < old, "3 steps are worth 3 s");
  assert(rankOf(3, 3_001, 1_000) > old, "but no more");
});

Deno.test("insertByRank() keeps the line sorted, and equal ones in the order they came", () => {
  const ranks = fc.array(fc.integer({ min: -3, max: 3 }));
  fc.assert(fc.property(ranks, (list) => {
    const line: { rank: number; came: number }[] = [];
    list.forEach((rank, came) => insertByRank(line, { rank, came }));
    // The sort of the language is stable.
    const expected = list.map((rank, came) => ({ rank, came })).sort((a, b) => a.rank - b.rank);
    assertEquals(line, expected);
  }));
});
