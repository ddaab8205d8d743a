import { assertEquals, assertRejects } from "@std/assert";
import { DEFAULT_LIMITS } from "../../config.ts";
import { InputError, LimitError } from "../../errors.ts";
import { readStream } from "../../files/standard_input.ts";

Deno.test("readStream() joins the chunks of a stream", async () => {
  const stream = ReadableStream.from([
    new Uint8Array([1, 2]),
    new Uint8Array(),
    new Uint8Array([3]),
  ]);
  assertEquals(await readStream(stream, DEFAULT_LIMITS), new Uint8Array([1, 2, 3]));
});

Deno.test("readStream() stops reading at the limit, so that an endless stream ends", async () => {
  let chunks = 0;
  const endless = new ReadableStream<Uint8Array>({
    pull(controller) {
      chunks++;
      controller.enqueue(new Uint8Array(1000));
    },
  });
  const limits = { ...DEFAULT_LIMITS, maxBytes: 10_000 };
  const error = await assertRejects(() => readStream(endless, limits), LimitError);
  assertEquals(error.code, "too_many_bytes");
  assertEquals(chunks < 20, true);
});

Deno.test({
  name: "readStream() says so when the standard input is a folder",
  ignore: Deno.build.os === "windows",
  async fn() {
    using folder = await Deno.open(".");
    const error = await assertRejects(
      () => readStream(folder.readable, DEFAULT_LIMITS),
      InputError,
      "Cannot read file as it is a folder",
    );
    assertEquals(error.code, "read_failed");
  },
});
