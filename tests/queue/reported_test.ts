import { assertEquals } from "@std/assert";
import { reported } from "../../queue/reported.ts";
import { QueueManager } from "../../queue/queue_manager.ts";

/** Runs `work` and returns the messages of the errors that were reported meanwhile. */
async function reportsOf(work: () => Promise<void>): Promise<string[]> {
  const messages: string[] = [];
  const listen = (event: ErrorEvent): void => {
    event.preventDefault();
    messages.push(event.error.message);
  };
  addEventListener("error", listen);
  try {
    await work();
  } finally {
    removeEventListener("error", listen);
  }
  return messages;
}

Deno.test("reported() passes the value on and reports what is thrown", async () => {
  const seen: number[] = [];
  const messages = await reportsOf(() => {
    reported((value: number) => {
      seen.push(value);
      throw new Error("a fault of the caller");
    })(7);
    return Promise.resolve();
  });
  assertEquals([seen, messages], [[7], ["a fault of the caller"]]);
});

Deno.test("QueueManager.submit() loses nothing when the caller's onAccepted throws", async () => {
  const queue = new QueueManager<string, string>({ maxCount: 5, maxBytes: 5 });
  const messages = await reportsOf(async () => {
    const reply = queue.submit("request", {
      onAccepted: () => {
        throw new Error("a fault of the caller");
      },
    });
    const entry = queue.take();
    queue.complete(entry?.id ?? 0, "reply");
    assertEquals(await reply, "reply");
  });
  assertEquals(messages, ["a fault of the caller"]);
  assertEquals(queue.stats().completed, 1);
});
