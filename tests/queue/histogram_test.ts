import { assert, assertEquals } from "@std/assert";
import fc from "fast-check";
import { Histogram } from "../../queue/histogram.ts";

function histogramOf(durations: readonly number[]): Histogram {
  const histogram = new Histogram();
  durations.forEach((duration) => histogram.record(duration));
  return histogram;
}

Deno.test("Histogram gives every quantile within 1 % of the sorted list", () => {
  const durations = fc.array(fc.double({ min: 0.001, max: 1e8, noNaN: true }), { minLength: 1 });
  const share = fc.double({ min: 0, max: 1, noNaN: true });
  fc.assert(fc.property(durations, share, (list, q) => {
    const sorted = list.toSorted((a, b) => a - b);
    const exact = sorted[Math.max(1, Math.ceil(q * sorted.length)) - 1];
    const found = histogramOf(list).quantile(q);
    assert(Math.abs(found - exact) <= exact * 0.010001, `${found} instead of ${exact}`);
  }));
});

Deno.test("Histogram.summary() gives count, mean and maximum exactly", () => {
  const summary = histogramOf([1, 2, 3, 10]).summary();
  assertEquals([summary.count, summary.mean, summary.max], [4, 4, 10]);
  assert(summary.p50 <= summary.p95 && summary.p95 <= summary.p99 && summary.p99 <= summary.max);
});

Deno.test("Histogram.summary() is all zeros when nothing was recorded", () => {
  assertEquals(new Histogram().summary(), { count: 0, mean: 0, max: 0, p50: 0, p95: 0, p99: 0 });
});

Deno.test("Histogram takes what is shorter or longer than its buckets", () => {
  const summary = histogramOf([0, -5, 1e12]).summary();
  assertEquals([summary.count, summary.max], [3, 1e12]);
  assert(summary.p50 <= 0.001, `${summary.p50}`);
});
