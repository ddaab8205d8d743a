import { assertEquals } from "@std/assert";
import { guiltOf, hostCrashError, lastWords } from "../../host/host_death.ts";

Deno.test("lastWords() finds the line that says most, without paths", () => {
  const heap =
    "<--- Last few GCs --->\n\n#\n# Fatal JavaScript out of memory: Reached heap limit\n#\n" +
    "==== C stack trace ====\n    deno(+0x123)\n";
  assertEquals(lastWords(heap), "Fatal JavaScript out of memory: Reached heap limit");
  const thrown =
    'error: Uncaught (in promise) Error: no "/home/somebody/x.ts"\n    at file:///home/x.ts\n';
  assertEquals(lastWords(thrown), 'Error: no "x.ts"');
  assertEquals(lastWords("one\ntwo\n\n"), "two");
  assertEquals(lastWords("\n \n"), undefined);
});

Deno.test("hostCrashError() says task, end and last words", () => {
  const death = { kind: "ended", how: "signal SIGTRAP", words: "Fatal" } as const;
  const { code, message } = hostCrashError(7, death);
  assertEquals(code, "worker_crashed");
  assertEquals(
    message,
    "Cannot finish task 7 as its host process ended with signal SIGTRAP: Fatal",
  );
});

Deno.test("guiltOf() suspects who ran when a host ended by itself, and nobody when it was ended for a known reason", () => {
  assertEquals(guiltOf({ kind: "ended", how: "code 133", words: undefined }), "any_running");
  assertEquals(guiltOf({ kind: "silent", silentMs: 1 }), "any_running");
  assertEquals(guiltOf({ kind: "memory", bytes: 2, limit: 1 }), "any_running");
  assertEquals(guiltOf({ kind: "zombies", count: 1 }), "nobody");
  assertEquals(guiltOf({ kind: "overdue" }), "nobody");
});
