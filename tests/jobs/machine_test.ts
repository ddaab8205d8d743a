import { assert, assertEquals } from "@std/assert";
import { calibrate } from "../../jobs/calibrate.ts";
import { DEFAULT_MACHINE, type Experience, isMachine, learnMachine } from "../../jobs/machine.ts";

const EXPERIENCE: Experience = {
  predicted: { decode: 600, filter: 1000, encode: 400 },
  measured: { decode: 1200, filter: 3000, encode: 800 },
  workerStartMs: 100,
};

Deno.test("learnMachine() goes half of the way to what a batch has shown", () => {
  assertEquals(learnMachine(DEFAULT_MACHINE, EXPERIENCE), {
    codecFactor: 1.5,
    filterFactor: 2,
    workerStartMs: 80,
  });
});

Deno.test("learnMachine() comes to what many batches show", () => {
  let machine = DEFAULT_MACHINE;
  for (let i = 0; i < 30; i++) machine = learnMachine(machine, EXPERIENCE);
  const { codecFactor, filterFactor, workerStartMs } = machine;
  assertEquals([codecFactor, filterFactor, workerStartMs].map((n) => Number(n.toFixed(3))), [
    2,
    3,
    100,
  ]);
});

Deno.test("learnMachine() keeps what it knew when a batch says nothing", () => {
  const little = { decode: 10, filter: 10, encode: 10 };
  const nothing = { predicted: little, measured: little, workerStartMs: undefined };
  assertEquals(learnMachine(DEFAULT_MACHINE, nothing) === DEFAULT_MACHINE, true);
  const failed = {
    ...EXPERIENCE,
    measured: { decode: 0, filter: 0, encode: 0 },
    workerStartMs: undefined,
  };
  assertEquals(learnMachine(DEFAULT_MACHINE, failed), DEFAULT_MACHINE);
});

Deno.test("learnMachine() believes no factor that no machine has", () => {
  const measured = { decode: 1e9, filter: 1e9, encode: 1e9 };
  assert(isMachine(learnMachine(DEFAULT_MACHINE, { ...EXPERIENCE, measured, workerStartMs: 1e9 })));
});

Deno.test("isMachine() tells a machine from anything else", () => {
  assertEquals(isMachine(DEFAULT_MACHINE), true);
  for (
    const value of [null, 5, {}, [], { ...DEFAULT_MACHINE, filterFactor: "1" }, {
      ...DEFAULT_MACHINE,
      codecFactor: NaN,
    }, { ...DEFAULT_MACHINE, workerStartMs: -1 }]
  ) {
    assertEquals(isMachine(value), false);
  }
});

Deno.test("calibrate() measures a machine that can be", async () => {
  assert(isMachine(await calibrate()));
});
