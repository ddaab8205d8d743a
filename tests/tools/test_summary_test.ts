import { assertEquals } from "@std/assert";
import { readCounts, readSkipped } from "../../tools/test_summary.ts";

for (
  const [line, expected] of [
    ["ok | 12 passed | 0 failed (3s)", { passed: 12, failed: 0, skipped: 0 }],
    ["ok | 12 passed (7 steps) | 0 failed | 2 ignored (3s)", { passed: 12, failed: 0, skipped: 2 }],
    ["FAILED | 3 passed | 1 failed (2 steps) | 4 ignored (1 step) (9ms)", {
      passed: 3,
      failed: 1,
      skipped: 4,
    }],
    ["\x1b[32mok\x1b[0m | 5 passed | 0 failed \x1b[38;5;245m(1ms)\x1b[0m", {
      passed: 5,
      failed: 0,
      skipped: 0,
    }],
  ] as const
) {
  Deno.test(`readCounts() reads ${JSON.stringify(line)}`, () => {
    assertEquals(readCounts(`running 1 test\n${line}\n`), expected);
  });
}

Deno.test("readCounts() says nothing for a run that did not reach its end", () => {
  assertEquals(readCounts("error: Type checking failed."), undefined);
});

Deno.test("readSkipped() names the tests that did not run", () => {
  assertEquals(readSkipped("a ... ok (1ms)\nb (needs ImageMagick) ... ignored (0ms)\n"), [
    "b (needs ImageMagick)",
  ]);
});
