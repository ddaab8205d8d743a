import { assertEquals } from "@std/assert";
import { Interrupt, type SignalSource } from "../../cli/interrupt.ts";

function signals(): SignalSource & {
  send(signal: string): void;
  exits: number[];
  size(): number;
  time: number;
} {
  const listeners = new Map<string, () => void>();
  const exits: number[] = [];
  const source = {
    addListener: (signal: string, listener: () => void) => listeners.set(signal, listener),
    removeListener: (signal: string) => listeners.delete(signal),
    exit: (code: number) => exits.push(code),
    now: () => source.time,
    time: 0,
    send: (signal: string) => listeners.get(signal)?.(),
    size: () => listeners.size,
    exits,
  };
  return source;
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
  source.time = 1_000;
  source.send("SIGINT");
  assertEquals([source.exits, firsts], [[130], 1]);
});

Deno.test("Interrupt takes the echo of a signal for what it is, and another signal for a second one", () => {
  const source = signals();
  using interrupt = new Interrupt(() => {}, source);
  source.send("SIGINT");
  source.time = 50;
  source.send("SIGINT");
  assertEquals([source.exits, interrupt.exitCode], [[], 130]);
  if (Deno.build.os !== "windows") source.send("SIGTERM");
  assertEquals(source.exits, Deno.build.os === "windows" ? [] : [143]);
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
