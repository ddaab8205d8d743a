/** Reads the headers of a JPEG (ITU-T T.81, annex B). @module */
import { DecodeError } from "../errors.ts";
import { exifOrientation } from "./exif.ts";
import { jpegSegments, SOS } from "./jpeg_segments.ts";
import type { ImageInfo } from "./image_info.ts";

const APP1 = 0xe1;
const APP14 = 0xee;
const EXIF = [0x45, 0x78, 0x69, 0x66, 0, 0];
const ADOBE = [0x41, 0x64, 0x6f, 0x62, 0x65];

/** Start-of-frame markers that no codec here reads, and why. */
const UNREAD_PROCESSES = new Map([
  [0xc3, "lossless"],
  [0xc5, "hierarchical"],
  [0xc6, "hierarchical"],
  [0xc7, "lossless"],
  [0xc9, "arithmetic"],
  [0xca, "arithmetic"],
  [0xcb, "lossless"],
  [0xcd, "hierarchical"],
  [0xce, "hierarchical"],
  [0xcf, "lossless"],
]);

/** Baseline, extended and progressive Huffman coding. */
const READ_PROCESSES = [0xc0, 0xc1, 0xc2];

interface Frame {
  readonly width: number;
  readonly height: number;
  readonly sampling: string;
  readonly cmyk?: true;
}

/**
 * What the header of a JPEG says.
 *
 * @throws {DecodeError} as `sniff`
 */
export function sniffJpeg(bytes: Uint8Array): ImageInfo {
  let frame: Frame | undefined;
  let orientation = 1;
  let scans = 0;
  let adobe = false;
  for (const { marker, payload } of jpegSegments(bytes)) {
    const unread = UNREAD_PROCESSES.get(marker);
    if (unread !== undefined) throw unsupported(`${unread} coding is not read`);
    if (READ_PROCESSES.includes(marker)) frame ??= readFrame(payload);
    else if (marker === APP1 && begins(payload, EXIF)) {
      orientation = exifOrientation(payload.subarray(EXIF.length));
    } else if (marker === APP14) adobe ||= begins(payload, ADOBE);
    else if (marker === SOS) {
      if (frame === undefined) throw corrupt("a scan comes before the frame header");
      scans++;
    }
  }
  if (frame === undefined || scans === 0) throw corrupt("it holds no picture");
  if (frame.cmyk && !adobe) throw unsupported("CMYK colour without an Adobe segment is not read");
  return { format: "jpeg", ...frame, orientation, frames: 1, scans, hasAlpha: false };
}

function readFrame(payload: Uint8Array): Frame {
  const [precision, heightHigh, heightLow, widthHigh, widthLow, components] = payload;
  if (payload.length < 6 + 3 * components) throw corrupt("its frame header is too short");
  if (precision !== 8) throw unsupported(`${precision} bits a sample are not read`);
  const height = (heightHigh << 8) | heightLow;
  const width = (widthHigh << 8) | widthLow;
  if (width === 0) throw corrupt("its width is 0");
  if (height === 0) throw unsupported("its height is not in the header");
  if (![1, 3, 4].includes(components)) {
    throw unsupported(`${components} components are not read`);
  }
  const factors = Array.from({ length: components }, (_, i) => payload[7 + 3 * i]);
  const sampling = factors.map((factor) => `${factor >> 4}x${factor & 15}`).join(",");
  return components === 4 ? { width, height, sampling, cmyk: true } : { width, height, sampling };
}

function begins(payload: Uint8Array, head: readonly number[]): boolean {
  return head.every((byte, i) => payload[i] === byte);
}

function corrupt(reason: string): DecodeError {
  return new DecodeError("corrupt_image", `Cannot read JPEG as ${reason}`);
}

function unsupported(reason: string): DecodeError {
  return new DecodeError("unsupported_format", `Cannot read JPEG as ${reason}`);
}
