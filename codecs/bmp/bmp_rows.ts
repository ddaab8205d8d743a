/** Plain rows of a BMP. @module */
import { truncated } from "../unreadable.ts";
import { type BmpHeader, unshifted } from "./bmp_header.ts";

/** Bytes of a row: rows begin at multiples of four. */
export function rowBytes({ width, bits }: BmpHeader): number {
  return Math.ceil(width * bits / 32) * 4;
}

/** @throws {DecodeError} `truncated_image` when a row is not in the file; the last one needs no filling */
export function checkRows(fileBytes: number, header: BmpHeader): void {
  const last = Math.ceil(header.width * header.bits / 8);
  const needed = (header.height - 1) * rowBytes(header) + last;
  const there = fileBytes - header.dataStart;
  if (there < needed) {
    throw truncated("bmp", `pixels are missing: expected ${needed} bytes, got ${there}`);
  }
}

/** Fills the words of a picture, top row first, whose pixels are indices of colours. */
export function readIndexedRows(
  data: Uint8Array,
  header: BmpHeader,
  colours: Int32Array,
  words: Int32Array,
): void {
  const { width, bits } = header;
  const mask = (1 << bits) - 1;
  eachRow(header, (from, to) => {
    for (let x = 0; x < width; x++) {
      const bit = x * bits;
      // The leftmost pixel is in the highest bits of a byte.
      words[to + x] = colours[(data[from + (bit >> 3)] >> (8 - bits - (bit & 7))) & mask];
    }
  });
}

/** Fills the words of a picture whose pixels are blue, green and red. */
export function readBgrRows(data: Uint8Array, header: BmpHeader, words: Int32Array): void {
  eachRow(header, (from, to) => {
    for (let x = 0; x < header.width; x++, from += 3) {
      words[to + x] = data[from + 2] | (data[from + 1] << 8) | (data[from] << 16) | 0xff000000;
    }
  });
}

/** Fills the words of a picture whose pixels hold each channel under a mask. */
export function readMaskedRows(data: Uint8Array, header: BmpHeader, words: Int32Array): void {
  const view = new DataView(data.buffer, data.byteOffset, data.byteLength);
  const bytes = header.bits / 8;
  const [red, green, blue, alpha] = header.masks.map(readChannel);
  const opaque = header.masks[3] === 0;
  eachRow(header, (from, to) => {
    for (let x = 0; x < header.width; x++, from += bytes) {
      const pixel = bytes === 2 ? view.getUint16(from, true) : view.getUint32(from, true);
      words[to + x] = valueOf(red, pixel) | (valueOf(green, pixel) << 8) |
        (valueOf(blue, pixel) << 16) | ((opaque ? 255 : valueOf(alpha, pixel)) << 24);
    }
  });
}

interface Channel {
  readonly shift: number;
  readonly mask: number;
  /** From the bits of a channel to 0 to 255. */
  readonly values: Uint8Array;
}

/** Channels of up to 8 bits are stretched and rounded; of wider ones the highest 8 bits count. */
function readChannel(mask: number): Channel {
  if (mask === 0) return { shift: 0, mask: 0, values: new Uint8Array(1) };
  const bits = 32 - Math.clz32(unshifted(mask));
  const used = Math.min(bits, 8);
  const most = (1 << used) - 1;
  const shift = 31 - Math.clz32(mask & -mask) + bits - used;
  const values = Uint8Array.from(
    { length: most + 1 },
    (_, value) => Math.round(value * 255 / most),
  );
  return { shift, mask: most, values };
}

function valueOf({ shift, mask, values }: Channel, pixel: number): number {
  return values[(pixel >>> shift) & mask];
}

/** Calls `each` with the place of every row in the file's pixels and in the picture's. */
function eachRow(header: BmpHeader, each: (from: number, to: number) => void): void {
  const { width, height, topDown } = header;
  const stride = rowBytes(header);
  for (let row = 0; row < height; row++) {
    each(row * stride, (topDown ? row : height - 1 - row) * width);
  }
}
