/** Looks whether an ICC profile (ICC.1:2022) can describe the colours of a result. @module */
import { latin1Text, viewOf } from "./byte_parts.ts";
import { checkLength, unusable } from "./metadata.ts";

const HEADER_BYTES = 128;
const TAG_BYTES = 12;

/** Input, display, output and colour space profiles; the others describe no picture. */
const CLASSES = ["scnr", "mntr", "prtr", "spac"];

/** Names of colour spaces for people, by signature. */
const SPACES = new Map([
  ["GRAY", "grey"],
  ["CMYK", "CMYK"],
  ["Lab ", "Lab"],
  ["XYZ ", "XYZ"],
  ["YCbr", "YCbCr"],
]);

/**
 * The profile in memory of its own, without what stands behind its end. Results are RGB, whatever the source
 * was: a profile for grey or CMYK would have readers refuse the file, or show wrong colours.
 *
 * @throws {UnusableMetadata} when it is damaged, too long, or describes other colours than RGB
 */
export function usableProfile(bytes: Uint8Array): Uint8Array {
  if (bytes.length < HEADER_BYTES + 4) unusable("it is damaged");
  const view = viewOf(bytes);
  const size = view.getUint32(0);
  checkLength("icc", size);
  if (size > bytes.length || size < HEADER_BYTES + 4) unusable("it is damaged");
  if (signature(bytes, 36) !== "acsp" || !areTagsInside(view, size)) unusable("it is damaged");
  const [kind, space] = [signature(bytes, 12), signature(bytes, 16)];
  if (!CLASSES.includes(kind)) unusable("it describes no picture");
  if (space !== "RGB ") {
    unusable(`it describes ${SPACES.get(space) ?? "other"} colours and the result is RGB`);
  }
  return bytes.slice(0, size);
}

function signature(bytes: Uint8Array, at: number): string {
  return latin1Text(bytes.subarray(at, at + 4));
}

function areTagsInside(view: DataView, size: number): boolean {
  const tags = view.getUint32(HEADER_BYTES);
  if (tags > (size - HEADER_BYTES - 4) / TAG_BYTES) return false;
  for (let i = 0; i < tags; i++) {
    const at = HEADER_BYTES + 4 + i * TAG_BYTES;
    if (view.getUint32(at + 4) + view.getUint32(at + 8) > size) return false;
  }
  return true;
}
