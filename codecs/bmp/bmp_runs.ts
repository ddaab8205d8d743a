/** Run-length coded pixels of a BMP: BI_RLE8 and BI_RLE4. @module */
import { corrupt, truncated } from "../unreadable.ts";
import type { BmpHeader } from "./bmp_header.ts";

const END_OF_ROW = 0;
const END_OF_PICTURE = 1;
const MOVE = 2;

/**
 * Fills the words of a picture, top row first, with the words of its colours. What no run covers stays as it is;
 * what reaches beyond a row is left out.
 *
 * @throws {DecodeError} `truncated_image` when the data ends before the picture, `corrupt_image` when it goes on
 * behind it
 */
export function readRuns(
  data: Uint8Array,
  { width, height, bits }: BmpHeader,
  colours: Int32Array,
  words: Int32Array,
): void {
  let [at, x, y] = [0, 0, 0];

  const byte = (): number => {
    if (at >= data.length) throw truncated("bmp", "pixels are missing");
    return data[at++];
  };
  const put = (index: number): void => {
    if (y >= height) throw corrupt("bmp", "its runs do not end with the picture");
    if (x < width) words[(height - 1 - y) * width + x] = colours[index];
    x++;
  };
  const putPacked = (packed: number, place: number): void => {
    if (bits === 8) put(packed);
    else put(place % 2 === 0 ? packed >> 4 : packed & 15);
  };

  // The last row needs no end of its own, and some writers leave out the end of the picture.
  const isComplete = (): boolean => y >= height || (y === height - 1 && x >= width);
  while (at < data.length || !isComplete()) {
    const count = byte();
    const value = byte();
    if (count > 0) {
      for (let i = 0; i < count; i++) putPacked(value, i);
    } else if (value === END_OF_ROW) {
      x = 0;
      y++;
    } else if (value === END_OF_PICTURE) {
      return;
    } else if (value === MOVE) {
      x += byte();
      y += byte();
    } else {
      // Literal pixels, filled up to two bytes.
      let packed = 0;
      for (let i = 0; i < value; i++) {
        if (bits === 8 || i % 2 === 0) packed = byte();
        putPacked(packed, i);
      }
      const bytes = bits === 8 ? value : Math.ceil(value / 2);
      if (bytes % 2 === 1 && at < data.length) at++;
    }
  }
}
