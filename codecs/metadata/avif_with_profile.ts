/**
 * Gives an AVIF an ICC profile: one more property of its main item (ISO/IEC 23008-12, section 9.3). As the boxes
 * before the pixels grow, the places of pixels named in `iloc` move (ISO/IEC 14496-12, section 8.11.3).
 *
 * @module
 */
import { avifProperties } from "./avif_metadata.ts";
import { joinParts, latin1Bytes, viewOf } from "./byte_parts.ts";
import { findBox, type IsoBox, isoBoxes } from "./iso_boxes.ts";
import { type Metadata, unusable } from "./metadata.ts";

const FULL_BYTES = 4;

/** A place where bytes come in. */
interface Insertion {
  readonly at: number;
  readonly bytes: Uint8Array;
}

/**
 * The file with the profile; EXIF and XMP would need items of their own and are not written.
 *
 * @throws {UnusableMetadata} when the encoder has laid out the file in a way that is not known here
 */
export function withAvifProfile(file: Uint8Array, { icc }: Metadata): Uint8Array {
  const found = avifProperties(file);
  if (icc === undefined || found === undefined) return unknownLayout();
  const { meta, iprp, ipco } = found;
  const ipma = findBox(file, "ipma", iprp.content, iprp.end) ?? unknownLayout();
  const iloc = findBox(file, "iloc", meta.content + FULL_BYTES, meta.end) ?? unknownLayout();
  const property = colourProperty(icc);
  const number = [...isoBoxes(file, ipco.content, ipco.end)].length + 1;
  const link = linkTo(file, ipma, mainItem(file, meta), number);

  const changed = file.slice();
  const view = viewOf(changed);
  const added = property.length + link.bytes.length;
  const grow = (box: IsoBox, by: number) => view.setUint32(box.start, box.end - box.start + by);
  view.setUint8(link.countAt, view.getUint8(link.countAt) + 1);
  moveItems(view, iloc, meta.end, added);
  grow(ipco, property.length);
  grow(ipma, link.bytes.length);
  grow(iprp, added);
  grow(meta, added);
  return insert(changed, [{ at: ipco.end, bytes: property }, link]);
}

function colourProperty(icc: Uint8Array): Uint8Array {
  const head = new Uint8Array(12);
  viewOf(head).setUint32(0, head.length + icc.length);
  head.set(latin1Bytes("colrprof"), 4);
  return joinParts([head, icc]);
}

function mainItem(file: Uint8Array, meta: IsoBox): number {
  const pitm = findBox(file, "pitm", meta.content + FULL_BYTES, meta.end) ?? unknownLayout();
  const view = viewOf(file);
  return view.getUint8(pitm.content) === 0
    ? view.getUint16(pitm.content + FULL_BYTES)
    : view.getUint32(pitm.content + FULL_BYTES);
}

/** Where the list of an item's properties ends, what is added to it, and where its length stands. */
function linkTo(
  file: Uint8Array,
  ipma: IsoBox,
  item: number,
  property: number,
): Insertion & { readonly countAt: number } {
  const view = viewOf(file);
  const isWide = (view.getUint8(ipma.content + 3) & 1) === 1;
  const idBytes = view.getUint8(ipma.content) === 0 ? 2 : 4;
  const entries = view.getUint32(ipma.content + FULL_BYTES);
  let at = ipma.content + FULL_BYTES + 4;
  for (let i = 0; i < entries && at + idBytes < ipma.end; i++) {
    const id = idBytes === 2 ? view.getUint16(at) : view.getUint32(at);
    const countAt = at + idBytes;
    const end = countAt + 1 + view.getUint8(countAt) * (isWide ? 2 : 1);
    if (id === item && end <= ipma.end && property < (isWide ? 0x8000 : 0x80)) {
      // The highest bit would say that a reader must know the property.
      const bytes = isWide ? [property >> 8, property & 255] : [property];
      return { at: end, bytes: Uint8Array.from(bytes), countAt };
    }
    at = end;
  }
  return unknownLayout();
}

/** Adds to the place of every item in the file; those within `meta` itself are counted from elsewhere. */
function moveItems(view: DataView, iloc: IsoBox, behind: number, by: number): void {
  const version = view.getUint8(iloc.content);
  const sizes = view.getUint16(iloc.content + FULL_BYTES);
  const [offsetBytes, lengthBytes, baseBytes] = [sizes >> 12, sizes >> 8 & 15, sizes >> 4 & 15];
  const indexBytes = version === 0 ? 0 : sizes & 15;
  const idBytes = version < 2 ? 2 : 4;
  let at = iloc.content + FULL_BYTES + 2;
  const items = idBytes === 2 ? view.getUint16(at) : view.getUint32(at);
  at += idBytes;
  for (let i = 0; i < items; i++) {
    at += idBytes;
    const method = version === 0 ? 0 : view.getUint16(at) & 15;
    at += (version === 0 ? 0 : 2) + 2;
    const base = readPlace(view, at, baseBytes);
    const moves = method === 0;
    if (moves && base > 0) writePlace(view, at, baseBytes, base + by);
    at += baseBytes;
    const extents = view.getUint16(at);
    at += 2;
    for (let j = 0; j < extents; j++) {
      at += indexBytes;
      const offset = readPlace(view, at, offsetBytes);
      if (moves && base + offset < behind) unknownLayout();
      if (moves && base === 0) writePlace(view, at, offsetBytes, offset + by);
      at += offsetBytes + lengthBytes;
    }
  }
  if (at > iloc.end) unknownLayout();
}

function readPlace(view: DataView, at: number, bytes: number): number {
  if (bytes === 0) return 0;
  return bytes === 4 ? view.getUint32(at) : bytes === 8 ? Number(view.getBigUint64(at)) : NaN;
}

function writePlace(view: DataView, at: number, bytes: number, value: number): void {
  if (bytes === 4) view.setUint32(at, value);
  else if (bytes === 8) view.setBigUint64(at, BigInt(value));
  else unknownLayout();
}

function insert(file: Uint8Array, insertions: readonly Insertion[]): Uint8Array {
  const parts: Uint8Array[] = [];
  let from = 0;
  for (const { at, bytes } of insertions.toSorted((a, b) => a.at - b.at)) {
    parts.push(file.subarray(from, at), bytes);
    from = at;
  }
  return joinParts([...parts, file.subarray(from)]);
}

function unknownLayout(): never {
  return unusable("the result is laid out in an unknown way");
}
