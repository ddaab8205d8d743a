/** Adds properties to an AVIF of ours, for tests. @module */
import { concat } from "./png_file.ts";

/** A property box of one byte: `irot` with quarter turns against the clock, or `imir` with an axis. */
export interface AvifTurn {
  readonly type: "irot" | "imir";
  readonly value: number;
}

/**
 * An opaque picture of ours that must be turned before it is shown. Our encoder writes `meta` with one item, its
 * properties, their links at the end, and the data behind.
 */
export function turnedAvif(file: Uint8Array, turns: readonly AvifTurn[]): Uint8Array {
  const boxes = turns.map(({ type, value }) =>
    new Uint8Array([0, 0, 0, 9, ...new TextEncoder().encode(type), value])
  );
  const added = boxes.length * 9;
  const links = find(file, "ipma");
  const count = file[links + 14];
  // Essential properties: a reader that does not know them must refuse the picture.
  const numbers = boxes.map((_, index) => 0x80 | (count + 1 + index));
  const end = links - 4 + size(file, links);
  const changed = concat([
    file.subarray(0, links - 4),
    ...boxes,
    file.subarray(links - 4, end),
    new Uint8Array(numbers),
    file.subarray(end),
  ]);
  grow(changed, find(file, "ipco"), added);
  grow(changed, links + added, numbers.length);
  changed[links + added + 14] += numbers.length;
  grow(changed, find(file, "iprp"), added + numbers.length);
  grow(changed, find(file, "meta"), added + numbers.length);
  // The place of the data, in the only extent of the only item.
  grow(changed, find(file, "iloc") + 22, added + numbers.length);
  return changed;
}

/** Where the name of a box stands. */
function find(file: Uint8Array, type: string): number {
  const text = String.fromCharCode(...file.subarray(0, 400));
  return text.indexOf(type);
}

function size(file: Uint8Array, name: number): number {
  return new DataView(file.buffer, file.byteOffset).getUint32(name - 4);
}

/** Adds to the number before a place. */
function grow(file: Uint8Array, name: number, by: number): void {
  new DataView(file.buffer, file.byteOffset).setUint32(name - 4, size(file, name) + by);
}
