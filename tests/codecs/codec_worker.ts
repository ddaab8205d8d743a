/// <reference no-default-lib="true" />
/// <reference lib="deno.worker" />
/** Runs codecs in a worker, for worker_test.ts: it can be started without any permission. @module */
import type { Format } from "../../codecs/codec.ts";
import { codecFor, decoderFor } from "../../codecs/registry.ts";
import { sniff } from "../../codecs/sniff.ts";
import { serializeError } from "../../errors.ts";
import type { RgbaImage } from "../../image/rgba_image.ts";
import { ENCODING } from "./jpeg_file.ts";

/** One round trip through a codec, a JPEG to decode to a quarter, a picture to decode, or a file that the worker must not be able to read. */
export type CodecRequest =
  | { kind: "round_trip"; image: RgbaImage; format: Format; provider?: string }
  | { kind: "shrink"; jpeg: Uint8Array }
  | { kind: "decode"; bytes: Uint8Array }
  | { kind: "read"; path: URL | string };

self.onmessage = async ({ data }: MessageEvent<CodecRequest>): Promise<void> => {
  try {
    self.postMessage({ value: await answer(data) });
  } catch (error) {
    self.postMessage({ error: serializeError(error) });
  }
};

async function answer(request: CodecRequest): Promise<unknown> {
  if (request.kind === "read") return await Deno.readFile(request.path);
  if (request.kind === "decode") {
    return { image: await (await decoderFor(sniff(request.bytes).format)).decode(request.bytes) };
  }
  if (request.kind === "shrink") {
    return { image: await (await codecFor("jpeg")).decode(request.jpeg, { shrink: 4 }) };
  }
  const codec = await codecFor(request.format, request.provider);
  const bytes = await codec.encode(request.image, ENCODING);
  return { bytes, image: await codec.decode(bytes) };
}
