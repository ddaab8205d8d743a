/** Builds GIF files from their parts. @module */
import { lzwEncode } from "../lzw_encode.ts";
import { concat } from "../png_file.ts";

/** Red, green, blue. */
export type Colour = readonly [number, number, number];

/** Eight colours, the corners of the cube. */
export const CORNERS: readonly Colour[] = Array.from(
  { length: 8 },
  (_, i) => [i & 1 ? 255 : 0, i & 2 ? 255 : 0, i & 4 ? 255 : 0],
);

/** The whole file. */
export interface GifParts {
  readonly width: number;
  readonly height: number;
  /** Two to the power of something. @default CORNERS */
  readonly palette?: readonly Colour[];
  readonly blocks: readonly Uint8Array[];
}

/** A frame; its indices stand in the order of the file. */
export interface FrameParts {
  readonly left?: number;
  readonly top?: number;
  readonly width: number;
  readonly height: number;
  readonly interlaced?: boolean;
  readonly palette?: readonly Colour[];
  readonly indices: readonly number[];
}

/** Header, blocks and trailer. */
export function gifFile({ width, height, palette = CORNERS, blocks }: GifParts): Uint8Array {
  return concat([
    new TextEncoder().encode("GIF89a"),
    Uint8Array.of(...short(width), ...short(height), sizeFlags(palette), 0, 0),
    colours(palette),
    ...blocks,
    Uint8Array.of(0x3b),
  ]);
}

/** An image block. */
export function frameBlock(parts: FrameParts): Uint8Array {
  const { left = 0, top = 0, width, height, interlaced = false, palette = [], indices } = parts;
  const kind = { literalBits: 3, bitOrder: "low", early: false } as const;
  return concat([
    Uint8Array.of(0x2c, ...[left, top, width, height].flatMap(short)),
    Uint8Array.of(sizeFlags(palette) | (interlaced ? 0x40 : 0)),
    colours(palette),
    Uint8Array.of(kind.literalBits),
    dataBlocks(lzwEncode(Uint8Array.from(indices), kind)),
  ]);
}

/** A graphic control extension that names a transparent colour. */
export function transparency(index: number): Uint8Array {
  return Uint8Array.of(0x21, 0xf9, 4, 1, 0, 0, index, 0);
}

/** A comment extension. */
export function comment(text: string): Uint8Array {
  return concat([Uint8Array.of(0x21, 0xfe), dataBlocks(new TextEncoder().encode(text))]);
}

function dataBlocks(data: Uint8Array): Uint8Array {
  const blocks: Uint8Array[] = [];
  for (let at = 0; at < data.length; at += 255) {
    const block = data.subarray(at, at + 255);
    blocks.push(Uint8Array.of(block.length), block);
  }
  return concat([...blocks, Uint8Array.of(0)]);
}

function sizeFlags(palette: readonly Colour[]): number {
  return palette.length === 0 ? 0 : 0x80 | (Math.log2(palette.length) - 1);
}

function colours(palette: readonly Colour[]): Uint8Array {
  return Uint8Array.from(palette.flat());
}

function short(value: number): number[] {
  return [value & 255, value >> 8];
}
