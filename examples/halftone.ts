/**
 * A filter of one's own: the dots of a newspaper. The picture is cut into square cells, and each gets one black
 * dot on white, the larger the darker the cell is. Border: cells at the edge average what there is. Alpha: kept.
 *
 * Within a cell of side `s` and mean luma `m` a pixel is black where `255 d < 2 s^2 (255 - m)`, with `d` the
 * square of its distance from the middle in half pixels: no dot at white, the whole cell at black.
 *
 * @module
 */
import {
  customStage,
  defineFilter,
  type Filter,
  integer,
  pixelWords,
  type RgbaImage,
  type RunRows,
} from "@pixelpool/pixelpool/filter";

const params = {
  size: integer({
    min: 2,
    max: 64,
    default: 8,
    unit: "pixels",
    description: "Side of a cell",
  }),
} as const;

/** The `halftone` filter. */
export const halftone: Filter<typeof params> = defineFilter({
  name: "halftone",
  kind: "tone",
  summary: "Draw the picture with black dots on white",
  border: "cells at the edge average the pixels they have",
  alpha: "kept",
  params,
  example: "halftone:size=8",
  kernels: { dots },
  lower: ({ size: side }, size) => [
    customStage({
      filter: "halftone",
      kernel: "dots",
      params: { side },
      size,
      // A row at the top of its cell looks at all rows below, one at its bottom at all above.
      halo: side - 1,
      nsPerPixel: 8,
    }),
  ],
});

/** Bands may cut a cell: the cells of a row are averaged when the first of their rows is asked for. */
function dots(source: RgbaImage, target: RgbaImage, { side }: { side: number }): RunRows {
  const { width, height } = source;
  const from = pixelWords(source);
  const to = pixelWords(target);
  const means = new Uint8Array(Math.ceil(width / side));
  let averaged = -1;

  function average(row: number): void {
    const bottom = Math.min(height, (row + 1) * side);
    for (let column = 0; column < means.length; column++) {
      const right = Math.min(width, (column + 1) * side);
      let sum = 0;
      for (let y = row * side; y < bottom; y++) {
        for (let x = column * side; x < right; x++) sum += luma(from[y * width + x]);
      }
      const pixels = (bottom - row * side) * (right - column * side);
      means[column] = Math.round(sum / pixels);
    }
    averaged = row;
  }

  return (first, last) => {
    for (let y = first; y < last; y++) {
      const row = Math.floor(y / side);
      if (row !== averaged) average(row);
      const dy = 2 * (y - row * side) + 1 - side;
      for (let x = 0, i = y * width; x < width; x++, i++) {
        const column = Math.floor(x / side);
        const dx = 2 * (x - column * side) + 1 - side;
        const isDot = 255 * (dx * dx + dy * dy) < 2 * side * side * (255 - means[column]);
        to[i] = (from[i] & 0xff000000) | (isDot ? 0 : 0xffffff);
      }
    }
  };
}

/** Luma of BT.601 of a pixel word, 0 to 255. */
function luma(word: number): number {
  const blue = (word >> 16) & 255;
  return (77 * (word & 255) + 150 * ((word >> 8) & 255) + 29 * blue + 128) >> 8;
}
