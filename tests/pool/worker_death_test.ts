import { assertEquals } from "@std/assert";
import { plainReason } from "../../errors.ts";
import { crashError } from "../../pool/worker_death.ts";

const REASONS = [
  ["Uncaught Error: boom", "Error: boom"],
  ["Uncaught (in promise) TypeError: boom.\n    at f (file:///home/a/b.ts:1:2)", "TypeError: boom"],
  ['Module not found "file:///home/me/a b/c.ts".', 'Module not found "c.ts"'],
  ["cannot load /usr/lib/x.so: bad ELF header", "cannot load x.so: bad ELF header"],
  ["cannot load C:\\Users\\me\\x.dll now", "cannot load x.dll now"],
  ["at https://example.org/a/b.ts", "at b.ts"],
  ["12 of 24 images/s and 1/2", "12 of 24 images/s and 1/2"],
  ["", "unknown error"],
];

for (const [message, reason] of REASONS) {
  Deno.test(`plainReason() makes one line without paths: ${JSON.stringify(message)}`, () => {
    assertEquals(plainReason(message), reason);
  });
}

Deno.test("crashError() names task, worker and reason", () => {
  const { code, message } = crashError(41, 2, { kind: "crashed", reason: "Error: boom" });
  assertEquals(code, "worker_crashed");
  assertEquals(message, "Cannot finish task 41 as worker 2 crashed: Error: boom");
  const silent = crashError(1, 1, { kind: "vanished" });
  assertEquals(silent.message, "Cannot finish task 1 as worker 1 ended by itself");
});
