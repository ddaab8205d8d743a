import { assertEquals, assertThrows } from "@std/assert";
import fc from "fast-check";
import { InputError } from "../../errors.ts";
import { formatFaultMix, parseFaultMix } from "../../stress/fault_mix.ts";
import { DEFAULT_FAULTS, NO_FAULTS } from "../../stress/faults.ts";
import { readWorkerScript, workerScript } from "../../stress/worker_script.ts";

Deno.test("parseFaultMix() reads shares and leaves the others at nothing", () => {
  assertEquals(parseFaultMix("throw=5%, hang=1%"), { ...NO_FAULTS, throw: 0.05, hang: 0.01 });
  assertEquals(parseFaultMix("none"), NO_FAULTS);
  assertEquals(parseFaultMix("loop=0%"), NO_FAULTS);
  assertEquals(parseFaultMix("throw=30%,hang=70%"), { ...NO_FAULTS, throw: 0.3, hang: 0.7 });
});

for (
  const [text, reason] of [
    ["thro=5%", "did you mean 'throw'"],
    ["throw", "current value is missing"],
    ["throw=5", "must be a percentage"],
    ["throw=-1%", "must be a percentage"],
    ["throw=101%", "must be a percentage"],
    ["throw=60%,hang=41%", "above 100 %"],
    ["throw=1%,throw=2%", "named twice"],
    ["", "no fault"],
  ]
) {
  Deno.test(`parseFaultMix() refuses '${text}'`, () => {
    assertThrows(() => parseFaultMix(text), InputError, reason);
  });
}

Deno.test("formatFaultMix() writes what parseFaultMix() reads, to the last bit", () => {
  assertEquals(formatFaultMix(DEFAULT_FAULTS), "throw=5%,hang=1%,crash=1%,close=0.5%");
  assertEquals(formatFaultMix(NO_FAULTS), "none");
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 33_000 }),
      fc.integer({ min: 0, max: 33_000 }),
      (a, b) => {
        const mix = parseFaultMix(`throw=${a / 1000}%,oom=${b / 1000}%`);
        assertEquals(parseFaultMix(formatFaultMix(mix)), mix);
      },
    ),
  );
});

Deno.test("workerScript() tells the worker seed and mix by its URL", () => {
  const plan = { seed: 4_000_000_000, mix: parseFaultMix("throw=0.7%,close=0.001%") };
  assertEquals(readWorkerScript(workerScript(plan).href), plan);
  assertThrows(() => readWorkerScript("file:///worker.ts"), TypeError);
});
