/**
 * The EXIF (CIPA DC-008) of a source as its result may carry it: every value stays at its place, since maker
 * notes point into the block by position; what nothing points to is zero.
 *
 * @module
 */
import type { Size } from "../../image/rgba_image.ts";
import { checkLength, unusable } from "./metadata.ts";
import {
  ENTRY_BYTES,
  findEntry,
  openTiff,
  readDirectory,
  type TiffBlock,
  type TiffDirectory,
  type TiffEntry,
} from "./tiff_directory.ts";
import { viewOf } from "./byte_parts.ts";

const ORIENTATION = 0x0112;
const EXIF_POINTER = 0x8769;
const GPS_POINTER = 0x8825;
const INTEROP_POINTER = 0xa005;
const MAKER_NOTE = 0x927c;
const PIXEL_WIDTH = 0xa002;
const PIXEL_HEIGHT = 0xa003;

/** Fields whose value comes from the result. */
const SET_HERE = [ORIENTATION, PIXEL_WIDTH, PIXEL_HEIGHT];

const SHORT = 3;
const LONG = 4;

/**
 * What describes the stored pixels of the source, or holds a smaller picture of it: size, compression, strips,
 * tiles, child directories, embedded JPEGs, XMP, Photoshop's resources, the profile, GDI+'s thumbnail; where
 * the subject is, in source pixels; the size of a related picture.
 */
const LEFT_OUT = new Set([
  ...[0x0100, 0x0101, 0x0102, 0x0103, 0x0106, 0x0111, 0x0115, 0x0116, 0x0117, 0x011c],
  ...[0x0142, 0x0143, 0x0144, 0x0145, 0x014a, 0x0201, 0x0202, 0x02bc, 0x501b, 0x8649, 0x8773],
  ...[0x9102, 0x9214, 0xa214, 0x1001, 0x1002],
]);

/** A directory, and the directories its pointers lead to. */
interface Branch {
  readonly directory: TiffDirectory;
  readonly children: ReadonlyMap<number, Branch>;
}

/**
 * The block with orientation 1 and the size of the result, without thumbnail (its second directory) and
 * without bytes that no entry names. Entries that point outside are left out, as is a maker note that holds a
 * JPEG: an old preview shows what a crop or a blur was meant to hide.
 *
 * @throws {UnusableMetadata} when it is no TIFF block, or too long
 */
export function uprightExif(bytes: Uint8Array, size: Size): Uint8Array {
  checkLength("exif", bytes.length);
  const block = openTiff(bytes);
  const root = block && readBranch(block, block.first, [EXIF_POINTER, GPS_POINTER]);
  if (block === undefined || root === undefined) return unusable("it is damaged");
  const branches = flatten(root);
  checkApart(branches);
  const copy = new BlockCopy(bytes, block.little);
  for (const branch of branches) copy.add(keptEntries(bytes, branch, branches), branch.directory);
  copy.setSize(size);
  return copy.finish();
}

function readBranch(block: TiffBlock, at: number, pointers: readonly number[]): Branch | undefined {
  const directory = readDirectory(block, at);
  if (directory === undefined) return undefined;
  const children = new Map<number, Branch>();
  for (const tag of pointers) {
    const entry = findEntry(directory, tag);
    if (entry === undefined || entry.valueBytes !== 4) continue;
    const target = block.view.getUint32(entry.valueAt, block.little);
    const child = readBranch(block, target, tag === EXIF_POINTER ? [INTEROP_POINTER] : []);
    if (child !== undefined) children.set(tag, child);
  }
  return { directory, children };
}

function flatten(branch: Branch): Branch[] {
  return [branch, ...[...branch.children.values()].flatMap(flatten)];
}

/** Directories that lie over each other could not be written one by one. */
function checkApart(branches: readonly Branch[]): void {
  const inOrder = branches.map(({ directory }) => directory).sort((a, b) => a.start - b.start);
  for (let i = 1; i < inOrder.length; i++) {
    if (inOrder[i].start < inOrder[i - 1].end + 4) unusable("it is damaged");
  }
}

function keptEntries(
  bytes: Uint8Array,
  { directory, children }: Branch,
  branches: readonly Branch[],
): TiffEntry[] {
  const pointers = [EXIF_POINTER, GPS_POINTER, INTEROP_POINTER];
  const seen = new Set<number>();
  return directory.entries.filter((entry) => {
    const { tag } = entry;
    if (LEFT_OUT.has(tag) || seen.has(tag)) return false;
    seen.add(tag);
    if (pointers.includes(tag)) return children.has(tag);
    if (tag === MAKER_NOTE && holdsJpeg(bytes, entry)) return false;
    return !entry.apart || !branches.some((branch) => isOver(entry, branch.directory));
  });
}

function isOver({ valueAt, valueBytes }: TiffEntry, { start, end }: TiffDirectory): boolean {
  return valueAt < 8 || (valueAt < end + 4 && valueAt + valueBytes > start);
}

function holdsJpeg(bytes: Uint8Array, { valueAt, valueBytes }: TiffEntry): boolean {
  const value = bytes.subarray(valueAt, valueAt + valueBytes);
  for (let at = value.indexOf(0xff); at >= 0; at = value.indexOf(0xff, at + 1)) {
    if (value[at + 1] === 0xd8 && value[at + 2] === 0xff) return true;
  }
  return false;
}

/** Takes over entries and values, each at its place. */
class BlockCopy {
  readonly #source: Uint8Array;
  readonly #result: Uint8Array;
  readonly #view: DataView;
  readonly #little: boolean;
  readonly #fields: { readonly tag: number; readonly at: number }[] = [];
  #end = 8;
  #valueBytes = 0;

  constructor(source: Uint8Array, little: boolean) {
    this.#source = source;
    this.#little = little;
    // A last directory may lack its pointer to the next one.
    this.#result = new Uint8Array(source.length + 4);
    this.#view = viewOf(this.#result);
    this.#take(0, 8);
  }

  add(entries: readonly TiffEntry[], { start }: TiffDirectory): void {
    this.#view.setUint16(start, entries.length, this.#little);
    let at = start + 2;
    for (const entry of entries) {
      this.#result.set(this.#source.subarray(entry.at, entry.at + ENTRY_BYTES), at);
      this.#fields.push({ tag: entry.tag, at });
      if (entry.apart && !SET_HERE.includes(entry.tag)) this.#takeValue(entry);
      at += ENTRY_BYTES;
    }
    this.#end = Math.max(this.#end, at + 4);
  }

  setSize({ width, height }: Size): void {
    this.#set(ORIENTATION, SHORT, 1);
    this.#set(PIXEL_WIDTH, LONG, width);
    this.#set(PIXEL_HEIGHT, LONG, height);
  }

  finish(): Uint8Array {
    return this.#result.slice(0, this.#end);
  }

  #set(tag: number, type: number, value: number): void {
    for (const { at } of this.#fields.filter((field) => field.tag === tag)) {
      this.#view.setUint16(at + 2, type, this.#little);
      this.#view.setUint32(at + 4, 1, this.#little);
      this.#view.setUint32(at + 8, 0, this.#little);
      if (type === SHORT) this.#view.setUint16(at + 8, value, this.#little);
      else this.#view.setUint32(at + 8, value, this.#little);
    }
  }

  /** Values that share their bytes could have thousands of entries copy all of the block. */
  #takeValue({ valueAt, valueBytes }: TiffEntry): void {
    this.#valueBytes += valueBytes;
    if (this.#valueBytes > this.#source.length) unusable("it is damaged");
    this.#take(valueAt, valueAt + valueBytes);
  }

  #take(from: number, to: number): void {
    this.#result.set(this.#source.subarray(from, to), from);
    this.#end = Math.max(this.#end, to);
  }
}
