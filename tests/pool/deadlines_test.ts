import { assertEquals } from "@std/assert";
import { Deadlines } from "../../pool/deadlines.ts";
import { within } from "./support.ts";

Deno.test("Deadlines.wait() calls back in the order of the deadlines, whatever was asked first", async () => {
  const deadlines = new Deadlines();
  const over: string[] = [];
  const { promise, resolve } = Promise.withResolvers<void>();
  const keepAlive = setInterval(() => {}, 1_000);
  deadlines.wait(40, () => {
    over.push("late");
    resolve();
  });
  deadlines.wait(1, () => over.push("early"));
  await within(promise);
  assertEquals(over, ["early", "late"]);
  deadlines.clear();
  clearInterval(keepAlive);
});

Deno.test("Deadlines.wait() does not call back for what was stopped, and goes on for the others", async () => {
  const deadlines = new Deadlines();
  const over: string[] = [];
  const { promise, resolve } = Promise.withResolvers<void>();
  const keepAlive = setInterval(() => {}, 1_000);
  const stop = deadlines.wait(1, () => over.push("stopped"));
  deadlines.wait(20, resolve);
  stop();
  await within(promise);
  assertEquals(over, []);
  deadlines.clear();
  clearInterval(keepAlive);
});

Deno.test("Deadlines.clear() forgets all of them and leaves no timer", () => {
  const deadlines = new Deadlines();
  deadlines.wait(60_000, () => {});
  deadlines.clear();
});
