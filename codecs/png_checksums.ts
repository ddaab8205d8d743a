/**
 * The checksums of a PNG (W3C PNG, third edition, section 5.3). Decoders stop reading once they have all
 * pixels, so that the last checksum, and with it damage that still inflates, would go unseen.
 *
 * @module
 */
import { crc32 } from "node:zlib";
import { DecodeError } from "../errors.ts";
import { ESSENTIAL_CHUNKS, pngChunks } from "./png_chunks.ts";

/**
 * Compares the checksum of every chunk that the picture needs; metadata may be damaged.
 *
 * @throws {DecodeError} `corrupt_image`, or as `pngChunks`
 */
export function checkPngChecksums(bytes: Uint8Array): void {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (const { type, start, end } of pngChunks(bytes)) {
    if (!ESSENTIAL_CHUNKS.includes(type)) continue;
    const stored = view.getUint32(end - 4);
    const computed = crc32(bytes.subarray(start + 4, end - 4));
    if (stored !== computed) throw mismatch(type, stored, computed);
  }
}

function mismatch(type: string, stored: number, computed: number): DecodeError {
  return new DecodeError(
    "corrupt_image",
    `Cannot decode PNG as the checksum of chunk ${type} is wrong: expected ${hex(computed)}, got ${
      hex(stored)
    }`,
  );
}

function hex(value: number): string {
  return value.toString(16).padStart(8, "0");
}
