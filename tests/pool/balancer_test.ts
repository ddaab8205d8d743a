import { assertEquals, assertThrows } from "@std/assert";
import fc from "fast-check";
import { type Balance, chooseWorker, predictedMs, type WorkerLoad } from "../../pool/balancer.ts";
import { applyTask, convertTask, picture } from "./support.ts";

const TASK = convertTask("blur", new Uint8Array(1));

function load(number: number, predictedMs = 0, busyMs = 0): WorkerLoad {
  return { number, tasks: 0, predictedMs, busyMs };
}

function chosen(balance: Balance, loads: readonly WorkerLoad[], last = 0): number {
  return chooseWorker(balance, loads, TASK, last).number;
}

Deno.test("chooseWorker() least_busy takes who was given the least predicted work", () => {
  assertEquals(chosen("least_busy", [load(1, 50, 1), load(2, 20, 90), load(3, 30, 5)]), 2);
});

Deno.test("chooseWorker() fair_share takes who has worked the shortest time", () => {
  assertEquals(chosen("fair_share", [load(1, 5, 80), load(2, 20, 90), load(3, 30, 50)]), 3);
});

Deno.test("chooseWorker() round_robin takes the next number, and the first again after the last", () => {
  const loads = [load(5), load(2), load(9)];
  assertEquals([0, 2, 5, 7, 9].map((last) => chosen("round_robin", loads, last)), [2, 5, 9, 9, 2]);
});

Deno.test("chooseWorker() takes the choice of a function, and refuses a stranger", () => {
  const loads = [load(1), load(2)];
  assertEquals(chosen((candidates) => candidates[1], loads), 2);
  assertThrows(() => chosen(() => load(1), loads), TypeError, "none of its candidates");
});

Deno.test("chooseWorker() least_busy spreads any tasks so that no worker is more than one task ahead", () => {
  const costs = fc.array(fc.double({ min: 1, max: 500, noNaN: true }), { minLength: 1 });
  fc.assert(fc.property(costs, fc.integer({ min: 1, max: 8 }), (list, workers) => {
    const given = new Array<number>(workers).fill(0);
    for (const cost of list) {
      const loads = given.map((sum, index) => load(index + 1, sum));
      given[chosen("least_busy", loads) - 1] += cost;
    }
    assertEquals(Math.max(...given) - Math.min(...given) <= Math.max(...list) + 1e-6, true);
  }));
});

Deno.test("predictedMs() is the cost of a plan, and grows with the size of a file", () => {
  const apply = applyTask("blur", picture(100, 100));
  assertEquals(predictedMs(apply), apply.plan.cost);
  assertEquals(predictedMs(convertTask("blur", new Uint8Array(2_500_000))), 250);
});
