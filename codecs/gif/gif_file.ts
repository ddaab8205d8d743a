/** The blocks of a GIF (GIF89a, CompuServe 1990), without decoding any. @module */
import { corrupt, truncated } from "../unreadable.ts";
import type { Size } from "../../image/rgba_image.ts";

/** The first picture; it covers a part of the screen. */
export interface GifFrame extends Size {
  /** Columns of the screen to its left. */
  readonly left: number;
  /** Rows of the screen above it. */
  readonly top: number;
  /** Whether its rows come in four passes. */
  readonly interlaced: boolean;
  /** Red, green and blue of each colour; a view into the file, empty where there is no table. */
  readonly palette: Uint8Array;
  /** The colour that is transparent. */
  readonly transparent: number | undefined;
  /** Bits of a literal of the compressed data. */
  readonly literalBits: number;
  /** Where its blocks of compressed data begin in the file. */
  readonly dataStart: number;
}

/** What is known of a file. */
export interface GifFile extends Size {
  /** Pictures in it. */
  readonly frames: number;
  /** The first one. */
  readonly frame: GifFrame;
}

const IMAGE = 0x2c;
const EXTENSION = 0x21;
const TRAILER = 0x3b;
const GRAPHIC_CONTROL = 0xf9;

/**
 * Walks over all blocks, in time that is linear in their number. Width and height are those of the screen,
 * enlarged where the first frame reaches beyond it, as decoders do.
 *
 * @throws {DecodeError} `truncated_image` when the file ends before its trailer, `corrupt_image` when a block
 * is of no known kind, or there is no picture
 */
export function readGif(bytes: Uint8Array): GifFile {
  const reader = new BlockReader(bytes);
  const screen = reader.screen();
  let frame: GifFrame | undefined;
  let frames = 0;
  let transparent: number | undefined;
  for (let kind = reader.byte(); kind !== TRAILER; kind = reader.byte()) {
    if (kind === EXTENSION) {
      const label = reader.byte();
      if (label === GRAPHIC_CONTROL) transparent = reader.transparent();
      reader.skipBlocks();
    } else if (kind === IMAGE) {
      const next = reader.frame(screen.palette, transparent);
      frame ??= next;
      frames++;
      reader.skipBlocks();
    } else if (kind !== 0) {
      // A single zero between blocks is harmless, and some writers leave one.
      throw corrupt("gif", `block ${frames + 1} is of unknown kind ${kind}`);
    }
  }
  if (frame === undefined) throw corrupt("gif", "it holds no picture");
  const width = Math.max(screen.width, frame.left + frame.width);
  const height = Math.max(screen.height, frame.top + frame.height);
  if (width === 0 || height === 0) throw corrupt("gif", `its size is ${width}x${height}`);
  return { width, height, frames, frame };
}

/** The compressed data of a frame, without the lengths of its blocks. */
export function gifData(bytes: Uint8Array, { dataStart }: GifFrame): Uint8Array {
  const data = new Uint8Array(bytes.length - dataStart);
  let length = 0;
  for (let at = dataStart; at < bytes.length && bytes[at] !== 0; at += bytes[at] + 1) {
    const block = bytes.subarray(at + 1, at + 1 + bytes[at]);
    data.set(block, length);
    length += block.length;
  }
  return data.subarray(0, length);
}

class BlockReader {
  readonly #bytes: Uint8Array;
  #at = 6;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  byte(): number {
    if (this.#at >= this.#bytes.length) throw truncated("gif");
    return this.#bytes[this.#at++];
  }

  screen(): Size & { readonly palette: Uint8Array } {
    const width = this.#uint16();
    const height = this.#uint16();
    const flags = this.byte();
    this.#skip(2);
    return { width, height, palette: this.#palette(flags) };
  }

  /** Of the frame to come: the index that a graphic control extension names, if it names one. */
  transparent(): number | undefined {
    const [size, flags, , , index] = this.#bytes.subarray(this.#at);
    return size >= 4 && (flags & 1) === 1 ? index : undefined;
  }

  frame(screenPalette: Uint8Array, transparent: number | undefined): GifFrame {
    const left = this.#uint16();
    const top = this.#uint16();
    const width = this.#uint16();
    const height = this.#uint16();
    const flags = this.byte();
    const own = this.#palette(flags);
    const literalBits = this.byte();
    return {
      ...{ left, top, width, height, transparent, literalBits },
      interlaced: (flags & 0x40) !== 0,
      palette: own.length > 0 ? own : screenPalette,
      dataStart: this.#at,
    };
  }

  skipBlocks(): void {
    for (let size = this.byte(); size > 0; size = this.byte()) this.#skip(size);
  }

  #palette(flags: number): Uint8Array {
    if ((flags & 0x80) === 0) return new Uint8Array();
    const start = this.#at;
    this.#skip(3 << ((flags & 7) + 1));
    return this.#bytes.subarray(start, this.#at);
  }

  #uint16(): number {
    return this.byte() | (this.byte() << 8);
  }

  #skip(count: number): void {
    this.#at += count;
    if (this.#at > this.#bytes.length) throw truncated("gif");
  }
}
