import { assert, assertEquals } from "@std/assert";
import fc from "fast-check";
import { InputError, TaskTimeoutError, WorkerCrashedError } from "../../errors.ts";
import { backoffMs, decideRetry, type FailedAttempt } from "../../pool/retry_policy.ts";

const CRASHED: FailedAttempt = {
  error: new WorkerCrashedError("worker_crashed", "m"),
  attempt: 1,
  attempts: 3,
  deaths: 1,
  maxDeaths: 3,
  canRecover: true,
};

for (
  const [what, facts, verdict] of [
    ["tries again after a crash", {}, "retry"],
    ["tries again after a deadline", { error: new TaskTimeoutError("task_timeout", "m") }, "retry"],
    ["fails at the last attempt", { attempt: 3, deaths: 2 }, "fail"],
    ["fails without the input", { canRecover: false }, "fail"],
    [
      "fails when the same would happen again",
      { error: new InputError("bad_option", "m") },
      "fail",
    ],
    ["fails at what is not ours", { error: new Error("m") }, "fail"],
    ["calls it poison at the third death", { attempt: 3, attempts: 9, deaths: 3 }, "poison"],
    ["calls it poison even at the last attempt", { attempt: 3, deaths: 3 }, "poison"],
  ] as const
) {
  Deno.test(`decideRetry() ${what}`, () => {
    assertEquals(decideRetry({ ...CRASHED, ...facts }), verdict);
  });
}

Deno.test("backoffMs() stays the same, or doubles from attempt to attempt up to a minute", () => {
  const attempts = [1, 2, 3, 20];
  const times = (type: "fixed" | "exponential"): number[] =>
    attempts.map((attempt) => backoffMs({ type, delay: 100 }, attempt, 0.9));
  assertEquals(times("fixed"), [100, 100, 100, 100]);
  assertEquals(times("exponential"), [100, 200, 400, 60_000]);
});

Deno.test("backoffMs() takes away no more than the jitter", () => {
  const share = fc.double({ min: 0, max: 1, noNaN: true });
  fc.assert(fc.property(share, fc.double({ min: 0, max: 0.999, noNaN: true }), (jitter, random) => {
    const time = backoffMs({ type: "fixed", delay: 1_000, jitter }, 1, random);
    assert(time <= 1_000 && time >= 1_000 * (1 - jitter) - 1e-9, `${time}`);
  }));
});
