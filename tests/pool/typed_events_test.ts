import { assertEquals } from "@std/assert";
import { TypedEvents } from "../../pool/typed_events.ts";

interface Events {
  count: number;
  text: { readonly value: string };
}

Deno.test("TypedEvents gives the detail to every listener of the name, in the order they came", () => {
  const events = new TypedEvents<Events>();
  const heard: string[] = [];
  events.on("count", (n) => heard.push(`first ${n}`));
  events.on("count", (n) => heard.push(`second ${n}`));
  events.on("text", ({ value }) => heard.push(value));
  events.emit("count", 1);
  events.emit("text", { value: "t" });
  assertEquals(heard, ["first 1", "second 1", "t"]);
});

Deno.test("TypedEvents stops by the function, by the signal, and after once", () => {
  const events = new TypedEvents<Events>();
  const heard: string[] = [];
  const controller = new AbortController();
  const stop = events.on("count", (n) => heard.push(`function ${n}`));
  events.on("count", (n) => heard.push(`signal ${n}`), { signal: controller.signal });
  events.on("count", (n) => heard.push(`once ${n}`), { once: true });
  events.emit("count", 1);
  stop();
  controller.abort();
  events.emit("count", 2);
  assertEquals(heard, ["function 1", "signal 1", "once 1"]);
});
