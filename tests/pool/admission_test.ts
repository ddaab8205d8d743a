import { assertEquals, assertRejects, assertThrows } from "@std/assert";
import fc from "fast-check";
import { LimitError } from "../../errors.ts";
import { type Admission, decideAdmission, MemoryBudget } from "../../pool/admission.ts";

/** Whether a promise settles before everything that can go on without it has gone on. */
async function isSettled(promise: Promise<unknown>): Promise<boolean> {
  let settled = false;
  promise.then(() => settled = true, () => settled = true);
  await new Promise((resolve) => setTimeout(resolve));
  return settled;
}

async function admitted(budget: MemoryBudget, bytes: number): Promise<Admission> {
  const place = await budget.enter();
  await place.reserve(bytes);
  return place;
}

Deno.test("decideAdmission() admits what fits, lets wait what will, and refuses what never can", () => {
  assertEquals(decideAdmission(40, { reserved: 60, budget: 100 }), "admit");
  assertEquals(decideAdmission(41, { reserved: 60, budget: 100 }), "wait");
  assertEquals(decideAdmission(100, { reserved: 0, budget: 100 }), "admit");
  assertEquals(decideAdmission(101, { reserved: 0, budget: 100 }), "refuse");
});

Deno.test("MemoryBudget holds the head of the line for one job until it has reserved", async () => {
  const budget = new MemoryBudget(100);
  const first = await budget.enter();
  const second = budget.enter();
  assertEquals([await isSettled(second), budget.waiting], [false, 1]);
  await first.reserve(10);
  assertEquals([await isSettled(second), budget.waiting, budget.reserved], [true, 0, 10]);
});

Deno.test("MemoryBudget lets a job wait for room, and nobody overtakes it", async () => {
  const budget = new MemoryBudget(100);
  const small = await admitted(budget, 30);
  const large = await budget.enter();
  const room = large.reserve(80);
  const late = budget.enter();
  assertEquals([await isSettled(room), await isSettled(late)], [false, false]);
  small[Symbol.dispose]();
  assertEquals([await isSettled(room), await isSettled(late)], [true, true]);
  assertEquals([budget.reserved, budget.mostReserved], [80, 80]);
  large[Symbol.dispose]();
  assertEquals(budget.reserved, 0);
});

Deno.test("MemoryBudget refuses a job that would not fit alone, and goes on with the next", async () => {
  const budget = new MemoryBudget(100);
  const large = await budget.enter();
  const next = budget.enter();
  const error = await assertRejects(() => large.reserve(101), LimitError, "budget is 100 bytes");
  assertEquals(error.code, "memory_budget");
  assertEquals(error.message.includes("101 bytes"), true);
  large[Symbol.dispose]();
  await (await next).reserve(100);
  assertEquals(budget.reserved, 100);
});

Deno.test("MemoryBudget lets a job leave at its signal wherever it waits", async () => {
  const budget = new MemoryBudget(100);
  const running = await admitted(budget, 100);
  const [atHead, inLine] = [new AbortController(), new AbortController()];
  const head = await budget.enter(atHead.signal);
  const room = head.reserve(1, atHead.signal);
  const queued = budget.enter(inLine.signal);
  const last = budget.enter();
  inLine.abort(new Error("line"));
  await assertRejects(() => queued, Error, "line");
  atHead.abort(new Error("head"));
  await assertRejects(() => room, Error, "head");
  head[Symbol.dispose]();
  running[Symbol.dispose]();
  await (await last).reserve(100);
  assertEquals([budget.reserved, budget.waiting], [100, 0]);
  await assertRejects(() => budget.enter(AbortSignal.abort(new Error("before"))), Error, "before");
});

Deno.test("MemoryBudget gives a place back once, however often it is disposed of", async () => {
  const budget = new MemoryBudget(100);
  const [first, second] = [await admitted(budget, 40), await admitted(budget, 50)];
  first[Symbol.dispose]();
  first[Symbol.dispose]();
  assertEquals(budget.reserved, 50);
  second[Symbol.dispose]();
  assertEquals(budget.reserved, 0);
});

Deno.test("MemoryBudget never reserves more than it has, serves in order, and ends empty", async () => {
  const job = fc.record({ bytes: fc.integer({ min: 1, max: 100 }), turns: fc.nat(4) });
  await fc.assert(
    fc.asyncProperty(fc.array(job, { maxLength: 20 }), async (jobs) => {
      const budget = new MemoryBudget(100);
      const order: number[] = [];
      await Promise.all(jobs.map(async ({ bytes, turns }, index) => {
        using place = await budget.enter();
        await place.reserve(bytes);
        order.push(index);
        assertEquals(budget.reserved <= 100, true);
        for (let i = 0; i < turns; i++) await Promise.resolve();
      }));
      assertEquals(order, jobs.map((_, index) => index));
      assertEquals([budget.reserved, budget.waiting], [0, 0]);
    }),
    { numRuns: 100 },
  );
});

Deno.test("MemoryBudget refuses a budget that is no number above 0", () => {
  for (const bytes of [0, -1, NaN]) assertThrows(() => new MemoryBudget(bytes), RangeError);
});
