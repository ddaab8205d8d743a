/** The main item of an AVIF and what belongs to it (ISO/IEC 23008-12, sections 6 and 9.3). @module */
import { findBox, type IsoBox, isoBoxes } from "./metadata/iso_boxes.ts";
import { latin1Text, viewOf } from "./metadata/byte_parts.ts";
import { corrupt } from "./unreadable.ts";

/** One property. */
export interface AvifProperty {
  /** Four characters. */
  readonly type: string;
  /** What it holds; a view into the file. */
  readonly data: Uint8Array;
}

/** What is known of the main item. */
export interface AvifItem {
  /** In the order in which they apply. */
  readonly properties: readonly AvifProperty[];
  /** Kinds of the auxiliary pictures in the file, as URNs. */
  readonly auxiliary: readonly string[];
}

/** A picture has a dozen or two, one with a grid a few for each tile. */
const MAX_PROPERTIES = 10_000;

/** Version and flags of a full box. */
const FULL_BOX_BYTES = 4;

/**
 * The properties of the main item of a `meta` box.
 *
 * @throws {DecodeError} `corrupt_image` when the boxes that say so are missing or too short
 */
export function readAvifItem(file: Uint8Array, meta: IsoBox): AvifItem {
  const from = meta.content + FULL_BOX_BYTES;
  const primary = readPrimary(file, demand(file, "pitm", from, meta.end));
  const parent = demand(file, "iprp", from, meta.end);
  const container = demand(file, "ipco", parent.content, parent.end);
  const all = [...isoBoxes(file, container.content, container.end)].map((box) => ({
    type: box.type,
    data: file.subarray(box.content, box.end),
  }));
  const links = demand(file, "ipma", parent.content, parent.end);
  return {
    properties: readLinks(file.subarray(links.content, links.end), primary)
      .flatMap((index) => all[index - 1] ?? []),
    auxiliary: all.filter(({ type }) => type === "auxC")
      .map(({ data }) => latin1Text(data.subarray(FULL_BOX_BYTES, FULL_BOX_BYTES + 64))),
  };
}

function demand(file: Uint8Array, type: string, from: number, to: number): IsoBox {
  const box = findBox(file, type, from, to);
  if (box === undefined) throw corrupt("avif", `its '${type}' box is missing`);
  return box;
}

function readPrimary(file: Uint8Array, { content, end }: IsoBox): number {
  const reader = new NumberReader(file.subarray(content, end));
  return reader.fullBox().version === 0 ? reader.uint(2) : reader.uint(4);
}

/** Numbers, from 1, of the properties of an item. */
function readLinks(data: Uint8Array, item: number): number[] {
  const reader = new NumberReader(data);
  const { version, flags } = reader.fullBox();
  const isLong = (flags & 1) === 1;
  const found: number[] = [];
  for (let entries = reader.uint(4); entries > 0; entries--) {
    const owner = reader.uint(version < 1 ? 2 : 4);
    for (let count = reader.uint(1); count > 0; count--) {
      const link = isLong ? reader.uint(2) & 0x7fff : reader.uint(1) & 0x7f;
      if (owner === item && found.length < MAX_PROPERTIES) found.push(link);
    }
  }
  return found;
}

class NumberReader {
  readonly #view: DataView;
  #at = 0;

  constructor(data: Uint8Array) {
    this.#view = viewOf(data);
  }

  fullBox(): { readonly version: number; readonly flags: number } {
    const head = this.uint(4);
    return { version: head >>> 24, flags: head & 0xffffff };
  }

  uint(bytes: 1 | 2 | 4): number {
    const at = this.#at;
    this.#at += bytes;
    if (this.#at > this.#view.byteLength) throw corrupt("avif", "a box is too short");
    if (bytes === 1) return this.#view.getUint8(at);
    return bytes === 2 ? this.#view.getUint16(at) : this.#view.getUint32(at);
  }
}
