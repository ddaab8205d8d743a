import { assertEquals } from "@std/assert";
import { decideHost } from "../../host/host_policy.ts";

const POLICY = { maxFailures: 3, pauseMs: 1_000, backoffMs: 50 };

Deno.test("decideHost() starts, backs off, gives up and tries again", () => {
  const cases = [
    { failures: 0, sinceFailureMs: Infinity, expected: { kind: "start", inMs: 0 } },
    { failures: 1, sinceFailureMs: 0, expected: { kind: "start", inMs: 50 } },
    { failures: 1, sinceFailureMs: 20, expected: { kind: "start", inMs: 30 } },
    { failures: 2, sinceFailureMs: 0, expected: { kind: "start", inMs: 100 } },
    { failures: 2, sinceFailureMs: 500, expected: { kind: "start", inMs: 0 } },
    { failures: 3, sinceFailureMs: 999, expected: { kind: "give_up" } },
    { failures: 3, sinceFailureMs: 1_000, expected: { kind: "start", inMs: 0 } },
    { failures: 4, sinceFailureMs: 0, expected: { kind: "give_up" } },
  ] as const;
  for (const { expected, ...state } of cases) {
    assertEquals<unknown>(decideHost(state, POLICY), expected, JSON.stringify(state));
  }
});
