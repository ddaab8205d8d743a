/** Reads the header of a WebP (RFC 9649) and looks through its chunks without decoding any. @module */
import type { Size } from "../image/rgba_image.ts";
import { exifOrientation } from "./exif.ts";
import type { ImageInfo } from "./image_info.ts";
import { uint24 } from "./metadata/byte_parts.ts";
import { type RiffChunk, riffChunks } from "./metadata/riff_chunks.ts";
import { corrupt, truncated } from "./unreadable.ts";

/** Bits of the flags of an extended file. */
const ALPHA = 0x10;

/** Of the head of a frame of an animation. */
const FRAME_HEAD_BYTES = 16;

/** What some writers put before an EXIF block, as JPEG has it. */
const EXIF_HEAD = [0x45, 0x78, 0x69, 0x66, 0, 0];

interface Picture extends Size {
  readonly hasAlpha: boolean;
}

/**
 * What the header of a WebP says; the size is that of the canvas.
 *
 * @throws {DecodeError} as `sniff`
 */
export function sniffWebp(bytes: Uint8Array): ImageInfo {
  checkLength(bytes);
  let canvas: Picture | undefined;
  let picture: Picture | undefined;
  let frames = 0;
  let orientation = 1;
  for (const { type, data } of riffChunks(bytes)) {
    if (type === "VP8X" && picture === undefined && frames === 0) canvas ??= readCanvas(data);
    else if (type === "VP8 ") picture ??= readLossy(data);
    else if (type === "VP8L") picture ??= readLossless(data);
    else if (type === "ANMF") checkFrame(data, frames++, canvas);
    else if (type === "EXIF") orientation = readOrientation(data);
  }
  if (picture === undefined && frames === 0) throw corrupt("webp", "it holds no picture");
  const whole = canvas ?? picture;
  if (whole === undefined) throw corrupt("webp", "it is an animation without a canvas");
  if (picture !== undefined) checkSame(whole, picture);
  const { width, height } = whole;
  const hasAlpha = whole.hasAlpha || picture?.hasAlpha === true || frames > 0;
  return {
    ...{ format: "webp", width, height, orientation, hasAlpha },
    ...{ frames: Math.max(1, frames), scans: 1 },
  };
}

/** The file's own length must not reach beyond its end. */
function checkLength(bytes: Uint8Array): void {
  if (bytes.length < 12) throw truncated("webp");
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (view.getUint32(4, true) + 8 > bytes.length) throw truncated("webp");
}

function readCanvas(data: Uint8Array): Picture {
  if (data.length < 10) throw corrupt("webp", "its header is too short");
  return {
    width: uint24(data, 4) + 1,
    height: uint24(data, 7) + 1,
    hasAlpha: (data[0] & ALPHA) !== 0,
  };
}

/** RFC 6386, section 9.1. */
function readLossy(data: Uint8Array): Picture {
  const isKeyFrame = data.length >= 10 && (data[0] & 1) === 0;
  if (!isKeyFrame || data[3] !== 0x9d || data[4] !== 0x01 || data[5] !== 0x2a) {
    throw corrupt("webp", "its picture has no frame header");
  }
  const width = (data[6] | (data[7] << 8)) & 0x3fff;
  const height = (data[8] | (data[9] << 8)) & 0x3fff;
  if (width === 0 || height === 0) throw corrupt("webp", `its size is ${width}x${height}`);
  return { width, height, hasAlpha: false };
}

/** RFC 9649, section 3.4. */
function readLossless(data: Uint8Array): Picture {
  if (data.length < 5 || data[0] !== 0x2f) throw corrupt("webp", "its picture has no header");
  const head = data[1] | (data[2] << 8) | (data[3] << 16) | (data[4] << 24);
  return {
    width: (head & 0x3fff) + 1,
    height: ((head >>> 14) & 0x3fff) + 1,
    hasAlpha: ((head >>> 28) & 1) === 1,
  };
}

/** Only the first frame is read, so that only it is looked at: it must lie on the canvas and have its size. */
function checkFrame(data: Uint8Array, index: number, canvas: Picture | undefined): void {
  if (index > 0) return;
  if (canvas === undefined) throw corrupt("webp", "it is an animation without a canvas");
  if (data.length < FRAME_HEAD_BYTES) throw corrupt("webp", "its first frame is too short");
  const [left, top] = [2 * uint24(data, 0), 2 * uint24(data, 3)];
  const frame = { width: uint24(data, 6) + 1, height: uint24(data, 9) + 1 };
  if (left + frame.width > canvas.width || top + frame.height > canvas.height) {
    throw corrupt("webp", "its first frame is not on the canvas");
  }
  const picture = framePicture(data);
  if (picture === undefined) throw corrupt("webp", "its first frame holds no picture");
  checkSame(frame, picture);
}

function framePicture(data: Uint8Array): Picture | undefined {
  for (const chunk of frameChunks(data)) {
    if (chunk.type === "VP8 ") return readLossy(chunk.data);
    if (chunk.type === "VP8L") return readLossless(chunk.data);
  }
  return undefined;
}

/** The chunks inside a frame: those of a file whose head is as long as the frame's last bytes. */
function frameChunks(data: Uint8Array): Generator<RiffChunk> {
  return riffChunks(data.subarray(FRAME_HEAD_BYTES - 12));
}

/** What was checked against limits must be what is decoded. */
function checkSame(expected: Size, { width, height }: Size): void {
  if (expected.width === width && expected.height === height) return;
  throw corrupt(
    "webp",
    `header and picture differ: expected ${expected.width}x${expected.height}, got ${width}x${height}`,
  );
}

function readOrientation(data: Uint8Array): number {
  const prefixed = EXIF_HEAD.every((byte, i) => data[i] === byte);
  return exifOrientation(prefixed ? data.subarray(EXIF_HEAD.length) : data);
}
