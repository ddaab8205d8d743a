/** The number of a job, written into its picture: the worker reads there which fault it has to inflict. @module */
import { crc32 } from "node:zlib";
import { pixelWords, type RgbaImage } from "../image/rgba_image.ts";
import type { Task } from "../task/task.ts";

/** Private, ancillary, safe to copy (W3C PNG, third edition, section 5.4): decoders pass over it. */
const CHUNK_TYPE = new TextEncoder().encode("joBn");

/** Signature and IHDR, which must come first. */
const CHUNK_START = 33;

/** Length, type, the number in 32 bits, checksum. */
const CHUNK_BYTES = 16;

/** Says that the first word of a picture is a number. */
const MARK = 0x6a6f626e;

/** Writes the number into the first two pixels. */
export function labelImage(image: RgbaImage, job: number): void {
  pixelWords(image).set([job | 0, MARK]);
}

/** A PNG with the number in a chunk of its own; its pixels stay as they are. */
export function labelPng(png: Uint8Array, job: number): Uint8Array {
  const chunk = new Uint8Array(CHUNK_BYTES);
  const view = new DataView(chunk.buffer);
  view.setUint32(0, 4);
  chunk.set(CHUNK_TYPE, 4);
  view.setUint32(8, job);
  view.setUint32(12, crc32(chunk.subarray(4, 12)));
  const labelled = new Uint8Array(png.length + CHUNK_BYTES);
  labelled.set(png.subarray(0, CHUNK_START));
  labelled.set(chunk, CHUNK_START);
  labelled.set(png.subarray(CHUNK_START), CHUNK_START + CHUNK_BYTES);
  return labelled;
}

/**
 * The number in the picture of a task.
 *
 * @throws {TypeError} when there is none
 */
export function jobOf(task: Task): number {
  const number = task.kind === "apply"
    ? imageLabel(task.image)
    : task.kind === "convert"
    ? pngLabel(task.bytes)
    : undefined;
  if (number !== undefined) return number;
  throw new TypeError(
    `Cannot tell the job of a task as its picture holds no number: kind is '${task.kind}'`,
  );
}

function imageLabel(image: RgbaImage): number | undefined {
  const [job, mark] = pixelWords(image);
  return mark === MARK ? job >>> 0 : undefined;
}

function pngLabel(bytes: Uint8Array): number | undefined {
  if (bytes.length < CHUNK_START + CHUNK_BYTES) return undefined;
  const view = new DataView(bytes.buffer, bytes.byteOffset + CHUNK_START, CHUNK_BYTES);
  const isLabel = CHUNK_TYPE.every((letter, index) => view.getUint8(4 + index) === letter);
  return isLabel ? view.getUint32(8) : undefined;
}
