/** The first frame of a GIF, on a transparent screen. @module */
import { takeImage } from "../../image/image_buffers.ts";
import { pixelWords, type RgbaImage } from "../../image/rgba_image.ts";
import type { Decoder } from "../codec.ts";
import { lzwDecode } from "../lzw.ts";
import { corrupt, truncated } from "../unreadable.ts";
import { gifData, type GifFrame, readGif } from "./gif_file.ts";

/** First row and step of each pass of an interlaced frame. */
const PASSES = [[0, 8], [4, 8], [2, 4], [1, 2]] as const;

const ALL_ROWS = [[0, 1]] as const;

/** Opens the decoder. */
export function openGif(): Decoder {
  return {
    format: "gif",
    decode: (bytes) => new Promise((resolve) => resolve(decodeGif(bytes))),
  };
}

function decodeGif(bytes: Uint8Array): RgbaImage {
  const { width, height, frame } = readGif(bytes);
  const indices = frameIndices(bytes, frame);
  const image = takeImage(width, height);
  image.data.fill(0);
  const screen = pixelWords(image);
  const colours = colourWords(frame);
  let at = 0;
  for (const [first, step] of frame.interlaced ? PASSES : ALL_ROWS) {
    for (let row = first; row < frame.height; row += step) {
      const start = (frame.top + row) * width + frame.left;
      for (let x = 0; x < frame.width; x++) screen[start + x] = colours[indices[at++]];
    }
  }
  return image;
}

/** One palette index a pixel, in the order of the file. */
function frameIndices(bytes: Uint8Array, frame: GifFrame): Uint8Array {
  const { width, height, literalBits } = frame;
  const indices = new Uint8Array(width * height);
  if (indices.length === 0) return indices;
  if (literalBits < 1 || literalBits > 8) {
    throw corrupt("gif", `its codes have ${literalBits} bits in place of 1 to 8`);
  }
  const kind = { literalBits, bitOrder: "low", early: false } as const;
  const end = lzwDecode(gifData(bytes, frame), kind, indices);
  if (end === "broken") throw corrupt("gif", "its compressed data is damaged");
  if (end === "short") throw truncated("gif", "pixels of its first frame are missing");
  return indices;
}

/** One word for each possible index; those without a colour are black, as in other decoders. */
function colourWords({ palette, transparent }: GifFrame): Int32Array {
  const words = new Int32Array(256).fill(0xff000000 | 0);
  for (let i = 0; 3 * i < palette.length; i++) {
    const [red, green, blue] = palette.subarray(3 * i);
    words[i] = red | (green << 8) | (blue << 16) | 0xff000000;
  }
  if (transparent !== undefined) words[transparent] = 0;
  return words;
}
