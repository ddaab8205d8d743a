import { assertEquals } from "@std/assert";
import { deflateSync } from "node:zlib";
import { codecFor, decoderFor, WRITE_FORMATS } from "../../codecs/registry.ts";
import { sniff } from "../../codecs/sniff.ts";
import type { SerializedError } from "../../errors.ts";
import type { RgbaImage } from "../../image/rgba_image.ts";
import { bmpFile } from "./bmp/bmp_file.ts";
import { YCCK_JPEG } from "./cmyk_file.ts";
import type { CodecRequest } from "./codec_worker.ts";
import { frameBlock, gifFile } from "./gif/gif_file.ts";
import { ENCODING, sampleJpeg, samplePicture } from "./jpeg_file.ts";
import { tiffFile } from "./tiff/tiff_file.ts";

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

for (const format of WRITE_FORMATS) {
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

Deno.test("a JPEG is decoded smaller without any permission, with the same pixels", async () => {
  const jpeg = await sampleJpeg(80, 60);
  const { value, error } = await ask({ kind: "shrink", jpeg });
  assertEquals(error, undefined);
  assertEquals(value?.image, await (await codecFor("jpeg")).decode(jpeg, { shrink: 4 }));
});

Deno.test("sharp is refused by name where its native code cannot be loaded", async () => {
  const image = samplePicture(4, 4);
  const { error } = await ask({ kind: "round_trip", image, format: "webp", provider: "sharp" });
  assertEquals([error?.name, error?.code], ["InputError", "bad_option"]);
  assertEquals(
    error?.message,
    "Cannot use codec 'sharp' as its native code cannot be loaded: " +
      "it needs read, env and ffi permission and a platform that it supports",
  );
});

const FILES: readonly (readonly [string, Uint8Array])[] = [
  [
    "GIF",
    gifFile({
      ...{ width: 3, height: 1 },
      blocks: [frameBlock({ width: 2, height: 1, indices: [3, 4] })],
    }),
  ],
  ["BMP", bmpFile({ width: 1, height: 1, bits: 24, data: [1, 2, 3, 0] })],
  [
    "TIFF",
    tiffFile({
      ...{ width: 3, height: 1, pieces: [deflateSync(Uint8Array.of(1, 2, 3))] },
      fields: [[259, 8]],
    }),
  ],
  ["CMYK JPEG", YCCK_JPEG],
];

for (const [name, bytes] of FILES) {
  Deno.test(`a ${name} is decoded without any permission, to the same pixels`, async () => {
    const { value, error } = await ask({ kind: "decode", bytes });
    assertEquals(error, undefined);
    const decoder = await decoderFor(sniff(bytes).format);
    assertEquals(value?.image, await decoder.decode(bytes));
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
