import { assertEquals, assertThrows } from "@std/assert";
import { Ledger } from "../../queue/ledger.ts";

Deno.test("Ledger follows a task from waiting to active to its end", () => {
  const ledger = new Ledger();
  ledger.accept(1);
  assertEquals(ledger.stateOf(1), "waiting");
  ledger.start(1);
  assertEquals(ledger.stateOf(1), "active");
  ledger.settle(1, "completed");
  assertEquals(ledger.stateOf(1), undefined);
  assertEquals(ledger.counts(), {
    accepted: 1,
    waiting: 0,
    active: 0,
    delayed: 0,
    completed: 1,
    failed: 0,
    cancelled: 0,
    timed_out: 0,
    dead: 0,
  });
});

Deno.test("Ledger throws on a second settle", () => {
  const ledger = new Ledger();
  ledger.accept(1);
  ledger.settle(1, "cancelled");
  assertThrows(() => ledger.settle(1, "completed"), Error, "task 1");
  assertEquals(ledger.counts().cancelled, 1);
  assertEquals(ledger.counts().completed, 0);
});

Deno.test("Ledger throws on steps that no task can take", () => {
  const ledger = new Ledger();
  assertThrows(() => ledger.start(1), Error, "not waiting");
  assertThrows(() => ledger.settle(1, "failed"), Error, "not open");
  ledger.accept(1);
  assertThrows(() => ledger.accept(1), Error, "already open");
  ledger.start(1);
  assertThrows(() => ledger.start(1), Error, "not waiting");
});

Deno.test("Ledger follows a task that is tried again, and one that is dead", () => {
  const ledger = new Ledger();
  ledger.accept(1);
  ledger.start(1);
  ledger.delay(1);
  assertEquals([ledger.counts().active, ledger.counts().delayed], [0, 1]);
  assertThrows(() => ledger.start(1), Error, "not waiting");
  ledger.requeue(1);
  assertEquals([ledger.counts().waiting, ledger.counts().delayed], [1, 0]);
  ledger.start(1);
  ledger.settle(1, "dead");
  assertEquals([ledger.counts().accepted, ledger.counts().dead], [1, 1]);
  assertThrows(() => ledger.requeue(1), Error, "not delayed");
});
