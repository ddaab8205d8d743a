import { assert, assertEquals, assertRejects, assertThrows } from "@std/assert";
import fc from "fast-check";
import { type ByteStream, type Frame, FrameReader, FrameWriter } from "../../host/frames.ts";
import { within } from "../pool/support.ts";

/** A pipe in memory that takes and gives a few bytes at a time. */
class Pipe implements ByteStream {
  readonly #most: number;
  #bytes: number[] = [];
  #isClosed = false;
  #wake: () => void = () => {};

  constructor(most: number = 1_000) {
    this.#most = most;
  }

  write(source: Uint8Array): Promise<number> {
    const part = source.subarray(0, this.#most);
    this.#bytes.push(...part);
    this.#wake();
    return Promise.resolve(part.length);
  }

  async read(target: Uint8Array): Promise<number | null> {
    while (this.#bytes.length === 0) {
      if (this.#isClosed) return null;
      await new Promise<void>((resolve) => this.#wake = resolve);
    }
    const part = this.#bytes.splice(0, Math.min(this.#most, target.length));
    target.set(part);
    return part.length;
  }

  close(): void {
    this.#isClosed = true;
    this.#wake();
  }
}

const BULK = fc.option(fc.uint8Array({ maxLength: 300 }), { nil: undefined });
const MESSAGE = fc.oneof(
  fc.jsonValue(),
  fc.constantFrom(Infinity, undefined, { codec: undefined }, { weights: new Int16Array([1, -2]) }),
);

Deno.test("FrameReader gives what FrameWriter took, in order, however the stream cuts it", async () => {
  const frames = fc.array(fc.record({ message: MESSAGE, bulk: BULK }), { maxLength: 5 });
  const cut = fc.integer({ min: 1, max: 400 });
  await fc.assert(
    fc.asyncProperty(frames, cut, async (sent, most) => {
      const pipe = new Pipe(most);
      const writer = new FrameWriter(pipe);
      for (const { message, bulk } of sent) writer.send(message, bulk);
      const reader = new FrameReader(pipe);
      for (const frame of sent) assertEquals(await within(reader.next()), frame as Frame);
      pipe.close();
      assertEquals(await within(reader.next()), undefined);
    }),
    { numRuns: 60 },
  );
});

Deno.test("FrameReader ends when the stream ends within a frame", async () => {
  const pipe = new Pipe();
  await pipe.write(new Uint8Array([200, 0, 0, 0, 0, 0, 0, 0, 1, 2, 3]));
  pipe.close();
  assertEquals(await within(new FrameReader(pipe).next()), undefined);
});

Deno.test("FrameReader rejects bytes that are no frame", async () => {
  const pipe = new Pipe();
  await pipe.write(new TextEncoder().encode("GET / HTTP/1.1"));
  await assertRejects(() => within(new FrameReader(pipe).next()), Error, "too long");
});

Deno.test("FrameWriter.send() throws at once for what cannot be cloned, and sends nothing of it", async () => {
  const pipe = new Pipe();
  const writer = new FrameWriter(pipe);
  assertThrows(() => writer.send({ balance: () => {} }, new Uint8Array(3)));
  writer.send("next");
  assertEquals((await within(new FrameReader(pipe).next()))?.message, "next");
});

Deno.test("FrameWriter.send() takes shared memory, and keeps frames apart when memory is moved away", async () => {
  const pipe = new Pipe();
  const writer = new FrameWriter(pipe);
  const shared = new Uint8Array(new SharedArrayBuffer(10)).fill(7);
  const moved = new Uint8Array(5_000).fill(9);
  writer.send("shared", shared);
  writer.send("moved", moved);
  writer.send("last");
  // Before its turn has come.
  structuredClone(moved, { transfer: [moved.buffer] });
  const reader = new FrameReader(pipe);
  assertEquals((await within(reader.next()))?.bulk, new Uint8Array(10).fill(7));
  const frame = await within(reader.next());
  assert(
    frame?.message === "moved" && frame.bulk?.length === 5_000,
    JSON.stringify(frame?.message),
  );
  assertEquals((await within(reader.next()))?.message, "last");
});
