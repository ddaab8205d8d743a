/** Takes JPEG files apart and puts them together again, for tests. @module */
import { codecFor } from "../../codecs/registry.ts";
import type { RgbaImage } from "../../image/rgba_image.ts";
import { concat } from "./png_file.ts";

/** White behind transparent pixels, the default quality. */
export const ENCODING = { quality: 85, background: [255, 255, 255] } as const;

/** A picture of two slopes and a checkerboard, opaque. */
export function samplePicture(width: number, height: number): RgbaImage {
  const data = new Uint8ClampedArray(width * height * 4);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const check = ((x >> 3) ^ (y >> 3)) & 1 ? 200 : 40;
      data.set([255 * x / width, 255 * y / height, check, 255], (y * width + x) * 4);
    }
  }
  return { width, height, data };
}

/** A sound JPEG. */
export async function sampleJpeg(width = 48, height = 32): Promise<Uint8Array> {
  return await (await codecFor("jpeg")).encode(samplePicture(width, height), ENCODING);
}

/** One marker segment. */
export function segment(marker: number, payload: readonly number[]): Uint8Array {
  const length = payload.length + 2;
  return new Uint8Array([0xff, marker, length >> 8, length & 255, ...payload]);
}

/** The file with something after its SOI marker. */
export function withSegments(jpeg: Uint8Array, ...segments: Uint8Array[]): Uint8Array {
  return concat([jpeg.subarray(0, 2), ...segments, jpeg.subarray(2)]);
}

/** The file without its segments of one kind. */
export function withoutSegments(jpeg: Uint8Array, marker: number): Uint8Array {
  const kept = [jpeg.subarray(0, 2)];
  let at = 2;
  while (jpeg[at + 1] !== 0xda) {
    const end = at + 2 + (jpeg[at + 2] << 8 | jpeg[at + 3]);
    if (jpeg[at + 1] !== marker) kept.push(jpeg.subarray(at, end));
    at = end;
  }
  return concat([...kept, jpeg.subarray(at)]);
}

/** The file with one byte of its frame header changed; offset 0 is the precision. */
export function withFrameByte(jpeg: Uint8Array, offset: number, value: number): Uint8Array {
  const changed = jpeg.slice();
  changed[frameAt(jpeg) + 4 + offset] = value;
  return changed;
}

/** The file with another process in its frame marker. */
export function withFrameMarker(jpeg: Uint8Array, marker: number): Uint8Array {
  const changed = jpeg.slice();
  changed[frameAt(jpeg) + 1] = marker;
  return changed;
}

/** An EXIF block (TIFF) that holds one orientation. */
export function exifBlock(orientation: number, order: "II" | "MM" = "II"): Uint8Array {
  const little = order === "II";
  const block = new Uint8Array(26);
  const view = new DataView(block.buffer);
  block.set(new TextEncoder().encode(order));
  view.setUint16(2, 42, little);
  view.setUint32(4, 8, little);
  view.setUint16(8, 1, little);
  view.setUint16(10, 0x0112, little);
  view.setUint16(12, 3, little);
  view.setUint32(14, 1, little);
  view.setUint16(18, orientation, little);
  return block;
}

/** An APP1 segment with that block. */
export function exifSegment(orientation: number, order: "II" | "MM" = "II"): Uint8Array {
  return segment(0xe1, [0x45, 0x78, 0x69, 0x66, 0, 0, ...exifBlock(orientation, order)]);
}

function frameAt(jpeg: Uint8Array): number {
  let at = 2;
  while (jpeg[at + 1] !== 0xc0) at += 2 + (jpeg[at + 2] << 8 | jpeg[at + 3]);
  return at;
}
