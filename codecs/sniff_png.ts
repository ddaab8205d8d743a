/** Reads the header of a PNG and looks through its chunks without inflating any. @module */
import { DecodeError } from "../errors.ts";
import { exifOrientation } from "./exif.ts";
import { pngChunks } from "./png_chunks.ts";
import type { ImageInfo } from "./image_info.ts";

/** Bits a sample that each colour type allows. */
const DEPTHS = new Map([
  [0, [1, 2, 4, 8, 16]],
  [2, [8, 16]],
  [3, [1, 2, 4, 8]],
  [4, [8, 16]],
  [6, [8, 16]],
]);

/** Samples of a pixel by colour type. */
const SAMPLES: Record<number, number> = { 0: 1, 2: 3, 3: 1, 4: 2, 6: 4 };

interface Header {
  readonly width: number;
  readonly height: number;
  readonly depth: number;
  readonly colourType: number;
}

/**
 * What the header of a PNG says.
 *
 * @throws {DecodeError} as `sniff`
 */
export function sniffPng(bytes: Uint8Array): ImageInfo {
  let header: Header | undefined;
  let orientation = 1;
  let frames = 1;
  let transparent = false;
  let pixelBytes: number | undefined;
  for (const { type, data } of pngChunks(bytes)) {
    if (header === undefined && type !== "IHDR") throw corrupt(`'${printable(type)}' comes first`);
    if (type === "IHDR") header ??= readHeader(data);
    else if (type === "tRNS") transparent = true;
    else if (type === "eXIf") orientation = exifOrientation(data);
    else if (type === "acTL" && data.length >= 4) frames = Math.max(1, readUint32(data, 0));
    else if (type === "IDAT") pixelBytes = (pixelBytes ?? 0) + data.length;
  }
  if (header === undefined || pixelBytes === undefined) throw corrupt("it holds no pixels");
  if (pixelBytes > mostPixelBytes(header)) {
    throw corrupt("its compressed data is longer than its pixels");
  }
  const { width, height, colourType } = header;
  const hasAlpha = transparent || colourType >= 4;
  return { format: "png", width, height, orientation, frames, scans: 1, hasAlpha };
}

function readHeader(data: Uint8Array): Header {
  if (data.length !== 13) throw corrupt(`its header has ${data.length} bytes in place of 13`);
  const width = readUint32(data, 0);
  const height = readUint32(data, 4);
  const [depth, colourType, compression, filter, interlace] = data.subarray(8);
  if (width === 0 || height === 0 || width > 0x7fffffff || height > 0x7fffffff) {
    throw corrupt(`its size is ${width}x${height}`);
  }
  if (!DEPTHS.get(colourType)?.includes(depth)) {
    throw corrupt(`colour type ${colourType} has no form with ${depth} bits`);
  }
  if (compression !== 0 || filter !== 0 || interlace > 1) {
    throw corrupt("it names an unknown compression, filter or interlace method");
  }
  return { width, height, depth, colourType };
}

/**
 * Twice what the pixels need without any compression, and some more: the decoder inflates all there is, also
 * what no pixel needs.
 */
function mostPixelBytes({ width, height, depth, colourType }: Header): number {
  const row = 1 + Math.ceil(width * depth * SAMPLES[colourType] / 8);
  return 2 * row * height + 65_536;
}

function readUint32(data: Uint8Array, at: number): number {
  return ((data[at] << 24) | (data[at + 1] << 16) | (data[at + 2] << 8) | data[at + 3]) >>> 0;
}

function printable(type: string): string {
  return type.replace(/[^a-zA-Z]/g, "?");
}

function corrupt(reason: string): DecodeError {
  return new DecodeError("corrupt_image", `Cannot read PNG as ${reason}`);
}
