import { assertEquals } from "@std/assert";
import { BoundedQueue } from "../../queue/bounded_queue.ts";

const sized = (bytes: number) => ({ bytes });

Deno.test("BoundedQueue has room up to its count and up to its bytes, whichever comes first", () => {
  const byCount = new BoundedQueue({ maxCount: 2, maxBytes: 100 });
  byCount.push(sized(1));
  assertEquals(byCount.hasRoom(1), true);
  byCount.push(sized(1));
  assertEquals(byCount.hasRoom(1), false);
  const byBytes = new BoundedQueue({ maxCount: 9, maxBytes: 100 });
  byBytes.push(sized(60));
  assertEquals([byBytes.hasRoom(40), byBytes.hasRoom(41)], [true, false]);
});

Deno.test("BoundedQueue takes an entry of any size when it is empty", () => {
  const queue = new BoundedQueue({ maxCount: 2, maxBytes: 100 });
  assertEquals(queue.hasRoom(1_000), true);
  queue.push(sized(1_000));
  assertEquals(queue.hasRoom(0), false);
});

Deno.test("BoundedQueue.shift() takes the first that is wanted and keeps the order of the rest", () => {
  const queue = new BoundedQueue<{ bytes: number }>({ maxCount: 9, maxBytes: 100 });
  const entries = [1, 2, 3, 4].map(sized);
  entries.forEach((entry) => queue.push(entry));
  assertEquals(queue.shift((entry) => entry.bytes % 2 === 0), entries[1]);
  assertEquals([queue.shift(), queue.shift(), queue.shift(), queue.shift()], [
    entries[0],
    entries[2],
    entries[3],
    undefined,
  ]);
  assertEquals([queue.size, queue.bytes], [0, 0]);
});

Deno.test("BoundedQueue.remove() gives bytes back once", () => {
  const queue = new BoundedQueue<{ bytes: number }>({ maxCount: 9, maxBytes: 100 });
  const entry = sized(70);
  queue.push(entry);
  assertEquals([queue.remove(entry), queue.remove(entry)], [true, false]);
  assertEquals([queue.size, queue.bytes], [0, 0]);
});
