/** Decodes into shared memory and encodes from it. @module */
import { checkDecodedSize } from "../codecs/damaged.ts";
import { FORMAT_NAMES } from "../codecs/known_format.ts";
import { NO_METADATA } from "../codecs/metadata/metadata.ts";
import { readMetadata } from "../codecs/metadata/read_metadata.ts";
import { writeMetadata } from "../codecs/metadata/write_metadata.ts";
import { decoderFor, encoderFor } from "../codecs/registry.ts";
import { recycleImage } from "../image/image_buffers.ts";
import { startClock } from "./clock.ts";
import { frameImage } from "./frame.ts";
import type { RunContext } from "./run_context.ts";
import type { DecodeResult, DecodeTask, EncodeResult, EncodeTask } from "./task.ts";

/**
 * Decodes a picture into a frame.
 *
 * @throws {DecodeError | InputError} what the picture or the choice of codec is to blame for
 * @throws whatever `context.checkpoint` throws
 */
export async function decodeIntoFrame(
  task: DecodeTask,
  context: RunContext,
): Promise<DecodeResult> {
  const clock = startClock();
  const decoder = await decoderFor(task.format, task.codec);
  const image = await decoder.decode(task.bytes, { shrink: task.shrink });
  checkDecodedSize(FORMAT_NAMES[task.format], task.target, image);
  frameImage(task.arena, task.target).data.set(image.data);
  recycleImage(image);
  const { metadata: request, bytes, format } = task;
  const metadata = request === undefined ? NO_METADATA : readMetadata(bytes, format, request);
  const decode = clock.lap();
  await context.checkpoint();
  const timings = { queue: 0, decode, filter: 0, encode: 0, total: decode };
  return { kind: "decode", metadata, timings };
}

/**
 * Encodes a frame.
 *
 * @throws {InputError | InternalError} when the codec cannot be used, or gives up
 * @throws whatever `context.checkpoint` throws
 */
export async function encodeFrame(task: EncodeTask, context: RunContext): Promise<EncodeResult> {
  const clock = startClock();
  const encoder = await encoderFor(task.format, task.codec);
  const encoded = await encoder.encode(frameImage(task.arena, task.source), task.encode);
  const { bytes, notes } = writeMetadata(encoded, task.format, task.metadata ?? NO_METADATA);
  const encode = clock.lap();
  await context.checkpoint();
  return {
    kind: "encode",
    bytes,
    notes,
    timings: { queue: 0, decode: 0, filter: 0, encode, total: encode },
  };
}
