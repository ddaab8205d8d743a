/** Metadata in the segments of a JPEG: EXIF and XMP in APP1, the ICC profile in parts in APP2 (ICC.1, annex B). @module */
import { type JpegSegment, jpegSegments, SOS } from "../jpeg_segments.ts";
import { joinParts, latin1Bytes, startsWith } from "./byte_parts.ts";
import { checkLength, type Metadata, type MetadataParts, unusable } from "./metadata.ts";

const APP0 = 0xe0;
const APP1 = 0xe1;
const APP2 = 0xe2;

const EXIF = latin1Bytes("Exif\0\0");
const XMP = latin1Bytes("http://ns.adobe.com/xap/1.0/\0");
const ICC = latin1Bytes("ICC_PROFILE\0");

/** What a segment holds behind its marker and length. */
const PAYLOAD_BYTES = 65_533;

/** Profile bytes of a segment, which also tells its number and how many there are. */
const ICC_PART_BYTES = PAYLOAD_BYTES - ICC.length - 2;

/** What a JPEG holds before its first scan; of EXIF and XMP the first. */
export function jpegMetadata(file: Uint8Array): MetadataParts {
  const parts: MetadataParts = {};
  const iccParts: Uint8Array[] = [];
  for (const { marker, payload } of headSegments(file)) {
    if (marker === APP1 && startsWith(payload, EXIF)) {
      parts.exif ??= () => payload.slice(EXIF.length);
    } else if (marker === APP1 && startsWith(payload, XMP)) {
      parts.xmp ??= () => payload.slice(XMP.length);
    } else if (marker === APP2 && startsWith(payload, ICC)) {
      iccParts.push(payload.subarray(ICC.length));
      parts.icc ??= () => joinIcc(iccParts);
    }
  }
  return parts;
}

/** The file with metadata in place of its own; each fits by `METADATA_BYTES`. */
export function withJpegMetadata(file: Uint8Array, { icc, exif, xmp }: Metadata): Uint8Array {
  const head = [...headSegments(file)];
  const kept = head.filter((each) => !isMetadata(each));
  // JFIF says that it comes first.
  const lead = kept.filter(({ marker }) => marker === APP0);
  const rest = kept.filter(({ marker }) => marker !== APP0);
  const bytesOf = ({ start, end }: JpegSegment) => file.subarray(start, end);
  return joinParts([
    file.subarray(0, 2),
    ...lead.map(bytesOf),
    ...(exif === undefined ? [] : [segment(APP1, [EXIF, exif])]),
    ...(xmp === undefined ? [] : [segment(APP1, [XMP, xmp])]),
    ...(icc === undefined ? [] : iccSegments(icc)),
    ...rest.map(bytesOf),
    file.subarray(head.at(-1)?.end ?? 2),
  ]);
}

function* headSegments(file: Uint8Array): Generator<JpegSegment> {
  for (const each of jpegSegments(file)) {
    if (each.marker === SOS) return;
    yield each;
  }
}

function isMetadata({ marker, payload }: JpegSegment): boolean {
  return (marker === APP1 && (startsWith(payload, EXIF) || startsWith(payload, XMP))) ||
    (marker === APP2 && startsWith(payload, ICC));
}

/** Parts may stand in any order; each is numbered from 1, and all tell the same total. */
function joinIcc(parts: readonly Uint8Array[]): Uint8Array {
  const total = parts.length;
  const inOrder = new Array<Uint8Array | undefined>(total);
  for (const part of parts) {
    const [number, count] = part;
    if (count !== total || number < 1 || number > total || inOrder[number - 1]) {
      unusable("it is damaged");
    }
    inOrder[number - 1] = part.subarray(2);
  }
  const complete = inOrder.filter((part) => part !== undefined);
  checkLength("icc", complete.reduce((sum, part) => sum + part.length, 0));
  return joinParts(complete);
}

function iccSegments(icc: Uint8Array): Uint8Array[] {
  const total = Math.ceil(icc.length / ICC_PART_BYTES);
  return Array.from({ length: total }, (_, i) => {
    const part = icc.subarray(i * ICC_PART_BYTES, (i + 1) * ICC_PART_BYTES);
    return segment(APP2, [ICC, Uint8Array.of(i + 1, total), part]);
  });
}

function segment(marker: number, payload: readonly Uint8Array[]): Uint8Array {
  const length = payload.reduce((sum, part) => sum + part.length, 2);
  return joinParts([Uint8Array.of(0xff, marker, length >> 8, length & 255), ...payload]);
}
