import { assertEquals } from "@std/assert";
import { Interrupt, type SignalSource } from "../../cli/interrupt.ts";

function signals(): SignalSource & { send(signal: string): void; exits: number[]; size(): number } {
  const listeners = new Map<string, () => void>();
  const exits: number[] = [];
  return {
    addListener: (signal, listener) => listeners.set(signal, listener),
    removeListener: (signal) => listeners.delete(signal),
    exit: (code) => exits.push(code),
    send: (signal) => listeners.get(signal)?.(),
    size: () => listeners.size,
    exits,
  };
}

Deno.test("Interrupt aborts at the first signal and ends the program at the second", () => {
  const source = signals();
  let firsts = 0;
  using interrupt = new Interrupt(() => firsts++, source);
  assertEquals(interrupt.exitCode, undefined);
  source.send("SIGINT");
  assertEquals([interrupt.signal.aborted, interrupt.exitCode, firsts], [true, 130, 1]);
  assertEquals(interrupt.signal.reason.name, "AbortError");
  assertEquals(source.exits, []);
  source.send("SIGINT");
  assertEquals([source.exits, firsts], [[130], 1]);
});

for (const [signal, code] of [["SIGTERM", 143], ["SIGHUP", 129]] as const) {
  Deno.test({
    name: `Interrupt ends with ${code} on ${signal}`,
    ignore: Deno.build.os === "windows",
    fn() {
      const source = signals();
      using interrupt = new Interrupt(() => {}, source);
      source.send(signal);
      assertEquals(interrupt.exitCode, code);
    },
  });
}

Deno.test("Interrupt leaves no listener behind", () => {
  const source = signals();
  new Interrupt(() => {}, source)[Symbol.dispose]();
  assertEquals(source.size(), 0);
});
