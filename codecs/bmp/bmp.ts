/** Reads BMP files. @module */
import { takeImage } from "../../image/image_buffers.ts";
import { pixelWords, type RgbaImage } from "../../image/rgba_image.ts";
import type { Decoder } from "../codec.ts";
import { type BmpHeader, readBmpHeader } from "./bmp_header.ts";
import { checkRows, readBgrRows, readIndexedRows, readMaskedRows } from "./bmp_rows.ts";
import { readRuns } from "./bmp_runs.ts";

/** Opens the decoder. */
export function openBmp(): Decoder {
  return {
    format: "bmp",
    decode: (bytes) => new Promise((resolve) => resolve(decodeBmp(bytes))),
  };
}

function decodeBmp(bytes: Uint8Array): RgbaImage {
  const header = readBmpHeader(bytes);
  const data = bytes.subarray(header.dataStart);
  if (header.packing === "rows") checkRows(bytes.length, header);
  // Runs without any place to write to: what is cut off is found before memory is taken for it.
  else readRuns(data, header, colourWords(header), new Int32Array());
  const image = takeImage(header.width, header.height);
  const words = pixelWords(image);
  if (header.packing === "runs") {
    words.fill(0);
    readRuns(data, header, colourWords(header), words);
  } else if (header.bits <= 8) {
    readIndexedRows(data, header, colourWords(header), words);
  } else if (header.bits === 24) {
    readBgrRows(data, header, words);
  } else {
    readMaskedRows(data, header, words);
    if (header.masks[3] !== 0) showHidden(words);
  }
  return image;
}

/** One word for each possible index; those without a colour are black, as in other decoders. */
function colourWords({ palette, colourBytes, bits }: BmpHeader): Int32Array {
  const words = new Int32Array(1 << bits).fill(0xff000000 | 0);
  const count = Math.min(words.length, Math.floor(palette.length / colourBytes));
  for (let i = 0; i < count; i++) {
    const [blue, green, red] = palette.subarray(i * colourBytes);
    words[i] = red | (green << 8) | (blue << 16) | 0xff000000;
  }
  return words;
}

/** Where every alpha is 0, the writer did not mean it as alpha: the picture is shown, as browsers do. */
function showHidden(words: Int32Array): void {
  if (words.some((word) => word >>> 24 !== 0)) return;
  for (let i = 0; i < words.length; i++) words[i] |= 0xff000000;
}
