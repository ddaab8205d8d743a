import { assertEquals } from "@std/assert";
import { codecFor } from "../../codecs/registry.ts";
import type { SerializedError } from "../../errors.ts";
import type { RgbaImage } from "../../image/rgba_image.ts";
import type { CodecRequest } from "./codec_worker.ts";
import { ENCODING, samplePicture } from "./jpeg_file.ts";

interface Answer {
  readonly value?: { readonly bytes: Uint8Array; readonly image: RgbaImage };
  readonly error?: SerializedError;
}

/** Asks a worker that has no permission at all. */
async function ask(request: CodecRequest): Promise<Answer> {
  const worker = new Worker(new URL("./codec_worker.ts", import.meta.url), {
    type: "module",
    deno: { permissions: "none" },
  });
  try {
    return await new Promise((resolve, reject) => {
      worker.onmessage = ({ data }) => resolve(data);
      worker.onerror = (event) => {
        event.preventDefault();
        reject(new Error(event.message));
      };
      worker.postMessage(request);
    });
  } finally {
    worker.terminate();
  }
}

for (const format of ["jpeg", "png"] as const) {
  Deno.test(`the default ${format} codec works without any permission, with the same bytes`, async () => {
    const image = samplePicture(40, 30);
    const { value, error } = await ask({ kind: "round_trip", image, format });
    assertEquals(error, undefined);
    const codec = await codecFor(format);
    const bytes = await codec.encode(image, ENCODING);
    assertEquals(value?.bytes, bytes);
    assertEquals(value?.image, await codec.decode(bytes));
  });
}

Deno.test("imagescript is refused by name where its native code cannot be loaded", async () => {
  const image = samplePicture(4, 4);
  const request = { kind: "round_trip", image, format: "png", provider: "imagescript" } as const;
  const { value, error } = await ask(request);
  assertEquals(value, undefined);
  assertEquals([error?.name, error?.code], ["InputError", "bad_option"]);
  assertEquals(
    error?.message,
    "Cannot use codec 'imagescript' as its native code cannot be loaded: " +
      "it needs read, env and ffi permission and a platform that it supports",
  );
});

Deno.test("the worker of these tests cannot read a file", async () => {
  const { value, error } = await ask({ kind: "read", path: import.meta.filename ?? "" });
  assertEquals(value, undefined);
  assertEquals(error?.name, "NotCapable");
});
