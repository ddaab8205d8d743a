/** The first page of a TIFF. @module */
import { recycleImage, takeImage } from "../../image/image_buffers.ts";
import { pixelWords, type RgbaImage } from "../../image/rgba_image.ts";
import type { Decoder } from "../codec.ts";
import { readJpegPiece } from "./tiff_jpeg.ts";
import { readTiffPage, type TiffPage } from "./tiff_page.ts";
import { pixelReader } from "./tiff_pixels.ts";
import { readSamples, type TiffPiece } from "./tiff_samples.ts";

/** Opens the decoder. */
export function openTiffDecoder(): Decoder {
  return { format: "tiff", decode: decodeTiff };
}

async function decodeTiff(bytes: Uint8Array): Promise<RgbaImage> {
  const page = readTiffPage(bytes);
  const image = takeImage(page.width, page.height);
  if (page.compression === "jpeg") await paintJpegs(bytes, page, image);
  else paintSamples(bytes, page, image);
  return image;
}

function paintSamples(bytes: Uint8Array, page: TiffPage, image: RgbaImage): void {
  const pixelAt = pixelReader(page);
  for (const place of places(page)) {
    const samples = readSamples(bytes, page, place);
    paint(image, place, (at) => pixelAt(samples, at * page.samples));
  }
}

async function paintJpegs(bytes: Uint8Array, page: TiffPage, image: RgbaImage): Promise<void> {
  const { openJpegTurbo } = await import("../jpeg_turbo.ts");
  const jpeg = openJpegTurbo();
  for (const place of places(page)) {
    const piece = await readJpegPiece(bytes, page, place, jpeg);
    paint(image, place, (at) => piece.words[at]);
    recycleImage(piece.image);
  }
}

interface Place extends TiffPiece {
  readonly left: number;
  readonly top: number;
}

/** The pieces of one plane, row by row. */
function* places({ height, pieces }: TiffPage): Generator<Place> {
  for (let row = 0; row < pieces.down; row++) {
    const top = row * pieces.height;
    const rows = pieces.whole ? pieces.height : Math.min(pieces.height, height - top);
    for (let column = 0; column < pieces.across; column++) {
      const index = row * pieces.across + column;
      yield { index, width: pieces.width, rows, left: column * pieces.width, top };
    }
  }
}

/** Copies what of a piece lies in the picture; `wordAt` is asked with the number of a pixel in the piece. */
function paint(image: RgbaImage, place: Place, wordAt: (at: number) => number): void {
  const words = pixelWords(image);
  const columns = Math.min(place.width, image.width - place.left);
  const rows = Math.min(place.rows, image.height - place.top);
  for (let y = 0; y < rows; y++) {
    const to = (place.top + y) * image.width + place.left;
    for (let x = 0; x < columns; x++) words[to + x] = wordAt(y * place.width + x);
  }
}
