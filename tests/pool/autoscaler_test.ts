import { assert, assertEquals } from "@std/assert";
import fc from "fast-check";
import { decideScale, type ScaleOptions, type ScaleState } from "../../pool/autoscaler.ts";

const OPTIONS: ScaleOptions = {
  minWorkers: 1,
  maxWorkers: 8,
  queueAgeMs: 0,
  idleTimeoutMs: 1_000,
  cooldownMs: 0,
};

const STATE: ScaleState = {
  target: 4,
  busy: 0,
  idleMs: [],
  utilisation: 0,
  waiting: 0,
  oldestMs: 0,
  sinceChangeMs: Infinity,
};

function decide(
  state: Partial<ScaleState>,
  options: Partial<ScaleOptions> = {},
): [number, number | undefined] {
  const { target, lookAgainMs } = decideScale({ ...STATE, ...state }, { ...OPTIONS, ...options });
  return [target, lookAgainMs];
}

Deno.test("decideScale() grows to one worker for each waiting task beside the busy ones, to the maximum", () => {
  assertEquals(decide({ busy: 4, waiting: 2 }), [6, undefined]);
  assertEquals(decide({ busy: 4, waiting: 20 }), [8, undefined]);
  assertEquals(decide({ busy: 1, waiting: 1 }), [4, undefined]);
});

Deno.test("decideScale() waits until the oldest task is old enough, except for the first worker", () => {
  const patient = { queueAgeMs: 300 };
  assertEquals(decide({ busy: 4, waiting: 2, oldestMs: 100 }, patient), [4, 200]);
  assertEquals(decide({ busy: 4, waiting: 2, oldestMs: 300 }, patient), [6, undefined]);
  assertEquals(decide({ target: 0, waiting: 2, oldestMs: 0 }, patient), [1, 300]);
});

Deno.test("decideScale() keeps to the cool-down in both directions", () => {
  const slow = { cooldownMs: 500 };
  assertEquals(decide({ busy: 4, waiting: 2, sinceChangeMs: 100 }, slow), [4, 400]);
  assertEquals(decide({ idleMs: [2_000], sinceChangeMs: 100 }, slow), [4, 400]);
  assertEquals(decide({ idleMs: [2_000], sinceChangeMs: 500 }, slow)[0], 3);
});

Deno.test("decideScale() shrinks by those that were idle for long, to the minimum", () => {
  assertEquals(decide({ idleMs: [1_000, 5_000, 10] }), [2, 1_000]);
  assertEquals(decide({ idleMs: [2_000, 2_000, 2_000, 2_000] }), [1, undefined]);
  assertEquals(decide({ idleMs: [2_000, 2_000, 2_000, 2_000] }, { minWorkers: 0 }), [0, undefined]);
});

Deno.test("decideScale() looks again when the next worker has been idle for long", () => {
  assertEquals(decide({ idleMs: [400, 100] }), [4, 600]);
  assertEquals(decide({ idleMs: [400, 100] }, { idleTimeoutMs: Infinity }), [4, undefined]);
});

Deno.test("decideScale() keeps idle workers as long as the others would be short of time without them", () => {
  assertEquals(decide({ busy: 3, idleMs: [2_000], utilisation: 0.75 }), [4, 1_000]);
  assertEquals(decide({ busy: 2, idleMs: [2_000, 10], utilisation: 0.5 })[0], 3);
});

Deno.test("decideScale() stays within its bounds, never shrinks while tasks wait, and rests when obeyed", () => {
  const ms = fc.integer({ min: 0, max: 3_000 });
  const state = fc.record({
    target: fc.integer({ min: 0, max: 8 }),
    busy: fc.nat(8),
    idleMs: fc.array(ms, { maxLength: 8 }),
    utilisation: fc.double({ min: 0, max: 1, noNaN: true }),
    waiting: fc.nat(20),
    oldestMs: ms,
    sinceChangeMs: ms,
  });
  const options = fc.record({
    minWorkers: fc.nat(8),
    maxWorkers: fc.constant(8),
    queueAgeMs: ms,
    idleTimeoutMs: fc.integer({ min: 1, max: 3_000 }),
    cooldownMs: ms,
  });
  fc.assert(fc.property(state, options, (state, options) => {
    const { target, lookAgainMs } = decideScale(state, options);
    assert(target >= Math.min(state.target, options.minWorkers) && target <= 8, `${target}`);
    if (state.waiting > 0) assert(target >= Math.max(1, state.target), "shrank under load");
    else assert(target <= state.target, "grew without need");
    if (lookAgainMs !== undefined) assert(lookAgainMs > 0 && lookAgainMs < Infinity);
  }));
});
