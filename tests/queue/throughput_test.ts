import { assertAlmostEquals, assertEquals } from "@std/assert";
import { Throughput } from "../../queue/throughput.ts";

Deno.test("Throughput counts events a second once its window is full", () => {
  const throughput = new Throughput(0);
  for (let now = 0; now < 30_000; now += 100) throughput.record(now);
  // 10 events a second, and the window ends now.
  assertAlmostEquals(throughput.perSecond(29_999), 10, 0.2);
});

Deno.test("Throughput divides by the time since its start while that is short, but not by less than a second", () => {
  const throughput = new Throughput(5_000);
  for (let i = 0; i < 8; i++) throughput.record(5_000);
  assertEquals(throughput.perSecond(5_010), 8);
  assertEquals(throughput.perSecond(9_000), 2);
});

Deno.test("Throughput forgets what is older than its window", () => {
  const throughput = new Throughput(0);
  for (let i = 0; i < 50; i++) throughput.record(500);
  assertEquals(throughput.perSecond(10_000), 0);
  throughput.record(99_000);
  assertAlmostEquals(throughput.perSecond(99_000), 1 / 9, 1e-9);
});
