import { assertEquals, assertStringIncludes } from "@std/assert";
import fc from "fast-check";
import {
  type CrewState,
  decideRestart,
  recentFailures,
  zombieLimit,
} from "../../pool/restart_policy.ts";

const BREAKER = { failures: 5, windowMs: 10_000 };
const CREW: CrewState = { target: 4, live: 4, zombies: 0, maxWorkers: 4, failures: [], now: 0 };

function failuresAt(...times: number[]): CrewState["failures"] {
  return times.map((at) => ({ at, reason: `failure at ${at}` }));
}

Deno.test("decideRestart() starts whoever is missing, up to the maximum", () => {
  assertEquals(decideRestart(CREW, BREAKER).start, 0);
  assertEquals(decideRestart({ ...CREW, live: 1 }, BREAKER).start, 3);
  assertEquals(decideRestart({ ...CREW, target: 9, live: 1 }, BREAKER).start, 3);
  assertEquals(decideRestart({ ...CREW, target: 2 }, BREAKER).start, 0);
});

Deno.test("decideRestart() stops at five failed starts in ten seconds and goes on when they are old", () => {
  const failures = failuresAt(0, 1_000, 2_000, 3_000, 4_000);
  const crew = { ...CREW, live: 0, failures };
  const open = decideRestart({ ...crew, now: 4_000 }, BREAKER);
  assertEquals(open.start, 0);
  assertStringIncludes(open.obstacle?.reason ?? "", "failure at 4000");
  assertEquals(decideRestart({ ...crew, now: 9_999 }, BREAKER).start, 0);
  assertEquals(decideRestart({ ...crew, now: 10_000 }, BREAKER), { start: 4, obstacle: undefined });
});

Deno.test("decideRestart() stops when more than half the workers, and more than one, run on", () => {
  assertEquals([1, 2, 3, 4, 8].map(zombieLimit), [1, 1, 1, 2, 4]);
  const crew = { ...CREW, live: 2 };
  assertEquals(decideRestart({ ...crew, zombies: 2 }, BREAKER).start, 2);
  const stopped = decideRestart({ ...crew, zombies: 3 }, BREAKER);
  assertEquals(stopped.start, 0);
  assertStringIncludes(stopped.obstacle?.reason ?? "", "3 workers did not stop");
});

Deno.test("decideRestart() never starts more than are missing, and none against an obstacle", () => {
  const crew = fc.record({
    target: fc.nat(20),
    live: fc.nat(20),
    zombies: fc.nat(20),
    maxWorkers: fc.integer({ min: 1, max: 16 }),
    failures: fc.array(fc.record({ at: fc.nat(30_000), reason: fc.string() })),
    now: fc.nat(30_000),
  });
  fc.assert(fc.property(crew, (state) => {
    const { start, obstacle } = decideRestart(state, BREAKER);
    assertEquals(start >= 0 && (start === 0 || state.live + start <= state.maxWorkers), true);
    if (obstacle !== undefined) assertEquals(start, 0);
    // Once the workers are there, nothing more is to be done.
    const after = decideRestart({ ...state, live: state.live + start }, BREAKER);
    assertEquals(after.start, 0);
  }));
});

Deno.test("recentFailures() keeps those within the window", () => {
  const failures = failuresAt(0, 5_000, 9_000);
  assertEquals(recentFailures(failures, 12_000, BREAKER), failures.slice(1));
});
