import { assertAlmostEquals, assertEquals } from "@std/assert";
import { memorySlope } from "../../stress/memory.ts";

function run(seconds: number, bytesAt: (second: number) => number): number[] {
  return Array.from({ length: seconds }, (_, second) => bytesAt(second));
}

Deno.test("memorySlope() gives the growth in bytes a minute over the last two thirds", () => {
  assertAlmostEquals(memorySlope(run(180, (second) => 1e6 + 100 * second)) ?? NaN, 6_000, 1e-6);
  assertAlmostEquals(memorySlope(run(240, () => 5e7)) ?? NaN, 0, 1e-6);
  // Warming up is no growth.
  assertAlmostEquals(
    memorySlope(run(300, (second) => second < 100 ? second * 1e6 : 1e8)) ?? NaN,
    0,
    1e-6,
  );
});

Deno.test("memorySlope() is not misled by memory that goes up and down", () => {
  const slope = memorySlope(run(300, (second) => 1e8 + (second % 10) * 1e6)) ?? NaN;
  assertAlmostEquals(slope, 0, 0.3e6);
});

Deno.test("memorySlope() says nothing of a run of less than three minutes", () => {
  assertEquals(memorySlope(run(169, (second) => 1e6 * second)), undefined);
});
