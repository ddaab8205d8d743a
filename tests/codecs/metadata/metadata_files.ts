/** Profiles, EXIF blocks and XMP packets built byte by byte, for tests. @module */
import { concat } from "../png_file.ts";

/** Where a display's red, green and blue lie: X, Y, Z under D50. */
type Primaries = readonly [readonly number[], readonly number[], readonly number[]];

const SRGB: Primaries = [[0.43607, 0.22249, 0.01392], [0.38515, 0.71687, 0.09708], [
  0.14307,
  0.06061,
  0.7141,
]];

const DISPLAY_P3: Primaries = [[0.51512, 0.2412, -0.00105], [0.29198, 0.69225, 0.04189], [
  0.1571,
  0.06657,
  0.78407,
]];

/** What the head of a profile says, and how long it is. */
export interface ProfileParts {
  readonly space?: string;
  readonly kind?: string;
  readonly primaries?: Primaries;
  /** Bytes of one more tag, to make it long. */
  readonly filler?: number;
}

/** A matrix profile (ICC.1:2001) that programs accept. */
export function profile(parts: ProfileParts = {}): Uint8Array<ArrayBuffer> {
  const { space = "RGB ", kind = "mntr", primaries = SRGB, filler = 0 } = parts;
  const curve = concat([text("curv"), u32(0), u32(1), Uint8Array.of(2, 0x33, 0, 0)]);
  const tags: [string, Uint8Array][] = [
    ["desc", description("made for tests")],
    ["cprt", padded(concat([text("text"), u32(0), text("CC0\0")]))],
    ["wtpt", xyz([0.9642, 1, 0.8249])],
    ["rXYZ", xyz(primaries[0])],
    ["gXYZ", xyz(primaries[1])],
    ["bXYZ", xyz(primaries[2])],
    ["rTRC", curve],
    ["gTRC", curve],
    ["bTRC", curve],
  ];
  if (filler > 0) tags.push(["zzzz", concat([text("data"), u32(0), noise(filler)])]);
  let at = 128 + 4 + 12 * tags.length;
  const table = [u32(tags.length)];
  for (const [name, data] of tags) {
    table.push(text(name), u32(at), u32(data.length));
    at += data.length;
  }
  const head = new Uint8Array(128);
  head.set(u32(at));
  head.set(Uint8Array.of(2, 0x40, 0, 0), 8);
  head.set(text(`${kind.padEnd(4)}${space.padEnd(4)}XYZ `), 12);
  head.set(Uint8Array.of(7, 208, 0, 1, 0, 1), 24);
  head.set(text("acsp"), 36);
  head.set(concat([0.9642, 1, 0.8249].map(fixed)), 68);
  return new Uint8Array(concat([head, ...table, ...tags.map(([, data]) => data)]));
}

/** sRGB's primaries. */
export const SRGB_PROFILE: Uint8Array<ArrayBuffer> = profile();

/** Display P3's primaries. */
export const P3_PROFILE: Uint8Array<ArrayBuffer> = profile({ primaries: DISPLAY_P3 });

/** Tag, type, number of values, and the value: within the entry up to four bytes, behind the directory otherwise. */
export type Field = readonly [tag: number, type: number, count: number, value: Uint8Array];

/** What an EXIF block holds; each directory only when it has fields. */
export interface ExifParts {
  readonly order?: "II" | "MM";
  readonly image?: readonly Field[];
  readonly photo?: readonly Field[];
  readonly place?: readonly Field[];
  /** Bytes of the thumbnail of the second directory. */
  readonly thumbnail?: Uint8Array;
}

const SIZES = [0, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8];

/** A TIFF block: IFD0, the Exif and GPS directories it points to, and a second one with a thumbnail. */
export function exifFile(parts: ExifParts): Uint8Array {
  const { order = "II", image = [], photo = [], place = [], thumbnail } = parts;
  const little = order === "II";
  const pointers = (photo.length > 0 ? 1 : 0) + (place.length > 0 ? 1 : 0);
  const sizes = [
    directoryBytes(image, pointers),
    photo.length > 0 ? directoryBytes(photo) : 0,
    place.length > 0 ? directoryBytes(place) : 0,
  ];
  const photoAt = 8 + sizes[0];
  const placeAt = photoAt + sizes[1];
  const nextAt = placeAt + sizes[2];
  const main = [
    ...image,
    ...(photo.length > 0 ? [long(0x8769, photoAt, little)] : []),
    ...(place.length > 0 ? [long(0x8825, placeAt, little)] : []),
  ];
  const head = concat([
    text(order),
    number(42, 2, little),
    number(8, 4, little),
    directory(main, 8, thumbnail === undefined ? 0 : nextAt, little),
    ...(photo.length > 0 ? [directory(photo, photoAt, 0, little)] : []),
    ...(place.length > 0 ? [directory(place, placeAt, 0, little)] : []),
  ]);
  if (thumbnail === undefined) return head;
  const dataAt = nextAt + 2 + 12 * 3 + 4;
  const fields = [
    short(0x0103, 6, little),
    long(0x0201, dataAt, little),
    long(0x0202, thumbnail.length, little),
  ];
  return concat([head, directory(fields, nextAt, 0, little), thumbnail]);
}

/** A 16-bit field. */
export function short(tag: number, value: number, little = true): Field {
  return [tag, 3, 1, number(value, 2, little)];
}

/** A 32-bit field. */
export function long(tag: number, value: number, little = true): Field {
  return [tag, 4, 1, number(value, 4, little)];
}

/** A text field. */
export function ascii(tag: number, value: string): Field {
  return [tag, 2, value.length + 1, text(`${value}\0`)];
}

/** Bytes without a meaning. */
export function opaque(tag: number, value: Uint8Array): Field {
  return [tag, 7, value.length, value];
}

/** What an EXIF block says: by directory, the value of each tag as bytes. */
export function readExif(block: Uint8Array): Record<string, Map<number, Uint8Array>> {
  const view = new DataView(block.buffer, block.byteOffset, block.byteLength);
  const little = view.getUint16(0) === 0x4949;
  function read(at: number): Map<number, Uint8Array> {
    const fields = new Map<number, Uint8Array>();
    const count = view.getUint16(at, little);
    for (let i = 0; i < count; i++) {
      const entry = at + 2 + 12 * i;
      const size = SIZES[view.getUint16(entry + 2, little)] * view.getUint32(entry + 4, little);
      const from = size <= 4 ? entry + 8 : view.getUint32(entry + 8, little);
      fields.set(view.getUint16(entry, little), block.slice(from, from + size));
    }
    const next = view.getUint32(at + 2 + 12 * count, little);
    if (next !== 0) fields.set(-1, number(next, 4, little));
    return fields;
  }
  const image = read(view.getUint32(4, little));
  const follow = (pointer: Uint8Array | undefined) =>
    pointer === undefined ? new Map() : read(valueOf(pointer, little));
  const photo = follow(image.get(0x8769));
  return { image, photo, place: follow(image.get(0x8825)), interop: follow(photo.get(0xa005)) };
}

/** The number in a field of two or four bytes. */
export function valueOf(field: Uint8Array | undefined, little = true): number {
  if (field === undefined) throw new Error("There is no such field");
  const view = new DataView(field.buffer, field.byteOffset, field.byteLength);
  return field.length === 2 ? view.getUint16(0, little) : view.getUint32(0, little);
}

/** A packet around properties, as attributes or as elements. */
export function xmpPacket(attributes: string, elements = ""): Uint8Array {
  return new TextEncoder().encode(
    `<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>` +
      `<x:xmpmeta xmlns:x="adobe:ns:meta/">` +
      `<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">` +
      `<rdf:Description rdf:about="" xmlns:tiff="http://ns.adobe.com/tiff/1.0/" ` +
      `xmlns:exif="http://ns.adobe.com/exif/1.0/" xmlns:xmp="http://ns.adobe.com/xap/1.0/" ` +
      `xmlns:dc="http://purl.org/dc/elements/1.1/" ` +
      `xmlns:xmpGImg="http://ns.adobe.com/xap/1.0/g/img/" ` +
      `xmlns:xmpNote="http://ns.adobe.com/xmp/note/" ${attributes}>${elements}</rdf:Description>` +
      `</rdf:RDF></x:xmpmeta><?xpacket end="w"?>`,
  );
}

/** Bytes that do not pack, others for each seed. */
export function noise(count: number, seed = 1): Uint8Array {
  const bytes = new Uint8Array(count);
  let state = seed;
  for (let i = 0; i < count; i++) {
    state = Math.imul(state, 1103515245) + 12345 >>> 0;
    bytes[i] = state >>> 16;
  }
  return bytes;
}

function directoryBytes(fields: readonly Field[], more = 0): number {
  const apart = fields.reduce((sum, [, , , value]) => sum + apartBytes(value), 0);
  return 2 + 12 * (fields.length + more) + 4 + apart;
}

function apartBytes(value: Uint8Array): number {
  return value.length <= 4 ? 0 : value.length + value.length % 2;
}

function directory(
  fields: readonly Field[],
  start: number,
  next: number,
  little: boolean,
): Uint8Array {
  let at = start + 2 + 12 * fields.length + 4;
  const apart: Uint8Array[] = [];
  const entries = fields.map(([tag, type, count, value]) => {
    const head = concat([
      number(tag, 2, little),
      number(type, 2, little),
      number(count, 4, little),
    ]);
    if (value.length <= 4) return concat([head, value, new Uint8Array(4 - value.length)]);
    const pointer = number(at, 4, little);
    apart.push(padded(value, 2));
    at += apartBytes(value);
    return concat([head, pointer]);
  });
  return concat([number(fields.length, 2, little), ...entries, number(next, 4, little), ...apart]);
}

function number(value: number, bytes: 2 | 4, little: boolean): Uint8Array {
  const result = new Uint8Array(bytes);
  const view = new DataView(result.buffer);
  if (bytes === 2) view.setUint16(0, value, little);
  else view.setUint32(0, value, little);
  return result;
}

function u32(value: number): Uint8Array {
  return number(value, 4, false);
}

function fixed(value: number): Uint8Array {
  return u32(Math.round(value * 65536) >>> 0);
}

function xyz(values: readonly number[]): Uint8Array {
  return concat([text("XYZ "), u32(0), ...values.map(fixed)]);
}

function description(name: string): Uint8Array {
  const rest = new Uint8Array(4 + 4 + 2 + 1 + 67);
  return padded(concat([text("desc"), u32(0), u32(name.length + 1), text(`${name}\0`), rest]));
}

function padded(bytes: Uint8Array, to = 4): Uint8Array {
  return concat([bytes, new Uint8Array((to - bytes.length % to) % to)]);
}

function text(value: string): Uint8Array {
  return Uint8Array.from(value, (character) => character.charCodeAt(0));
}
