import { assert, assertAlmostEquals, assertEquals, assertNotEquals } from "@std/assert";
import {
  DEFAULT_FAULTS,
  faultOf,
  FAULTS,
  hash,
  momentOf,
  MOMENTS,
  NO_FAULTS,
} from "../../stress/faults.ts";

const JOBS = 100_000;

function countFaults(seed: number): Map<string, number> {
  const counts = new Map<string, number>();
  for (let job = 0; job < JOBS; job++) {
    const fault = faultOf(seed, job, DEFAULT_FAULTS) ?? "none";
    counts.set(fault, (counts.get(fault) ?? 0) + 1);
  }
  return counts;
}

Deno.test("faultOf() gives each fault its share of the jobs, whatever the seed", () => {
  for (const seed of [0, 1, 2, 0xffffffff]) {
    const counts = countFaults(seed);
    for (const fault of FAULTS) {
      const share = DEFAULT_FAULTS[fault];
      // Six standard deviations of a fair draw.
      const tolerance = 6 * Math.sqrt(share * (1 - share) / JOBS);
      assertAlmostEquals((counts.get(fault) ?? 0) / JOBS, share, tolerance + 1e-12, fault);
    }
  }
});

Deno.test("faultOf() gives a job the same fault again, and another seed other jobs", () => {
  const victims = (seed: number): number[] =>
    Array.from({ length: 2_000 }, (_, job) => job)
      .filter((job) => faultOf(seed, job, DEFAULT_FAULTS) !== undefined);
  assertEquals(victims(7), victims(7));
  assertNotEquals(victims(7), victims(8));
});

Deno.test("faultOf() gives no fault without a share, and always one with all of it", () => {
  for (let job = 0; job < 1_000; job++) {
    assertEquals(faultOf(1, job, NO_FAULTS), undefined);
    assertEquals(faultOf(1, job, { ...NO_FAULTS, close: 1 }), "close");
  }
});

Deno.test("faultOf() keeps the jobs of a fault when another one behind it is added", () => {
  const [alone, both] = [{ ...NO_FAULTS, throw: 0.1 }, { ...NO_FAULTS, throw: 0.1, loop: 0.1 }];
  for (let job = 0; job < 1_000; job++) {
    if (faultOf(1, job, alone) === "throw") assertEquals(faultOf(1, job, both), "throw");
  }
});

Deno.test("momentOf() draws each moment alike, also among the jobs of one fault", () => {
  const counts = new Map(MOMENTS.map((moment) => [moment, 0]));
  let victims = 0;
  for (let job = 0; job < JOBS; job++) {
    if (faultOf(1, job, DEFAULT_FAULTS) !== "throw") continue;
    victims++;
    const moment = momentOf(1, job);
    counts.set(moment, (counts.get(moment) ?? 0) + 1);
  }
  for (const count of counts.values()) assertAlmostEquals(count / victims, 1 / 3, 0.05);
});

Deno.test("hash() gives 32 bits, each set in half of the values, and none twice for a seed", () => {
  const seen = new Set<number>();
  const ones = new Array<number>(32).fill(0);
  for (let job = 0; job < JOBS; job++) {
    const value = hash(3, job);
    assert(Number.isInteger(value) && value >= 0 && value < 2 ** 32);
    seen.add(value);
    for (let bit = 0; bit < 32; bit++) ones[bit] += (value >>> bit) & 1;
  }
  assertEquals(seen.size, JOBS);
  for (const count of ones) assertAlmostEquals(count / JOBS, 0.5, 0.02);
});
