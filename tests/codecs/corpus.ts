/** Runs pictures of ../shared/corpus through sniff, limits and a codec, and compares with its manifest. @module */
import { decoderFor } from "../../codecs/registry.ts";
import { sniff } from "../../codecs/sniff.ts";
import { DEFAULT_LIMITS } from "../../config.ts";
import { PixelpoolError } from "../../errors.ts";
import { recycleImage } from "../../image/image_buffers.ts";
import { checkBytes, checkScans, checkSize } from "../../image/limits.ts";
import type { RgbaImage } from "../../image/rgba_image.ts";
import { CORPUS_GRIDS } from "./corpus_grids.ts";

/** One line of the manifest; its README says what the fields mean. */
export interface Entry {
  readonly file: string;
  readonly expect:
    | "ok"
    | "ok-single-decoder"
    | "ok-dims-only"
    | "error"
    | "error-or-partial"
    | "refuse-or-bounded";
  readonly width: number | null;
  readonly height: number | null;
  readonly sha256_rgba_canon: string | null;
  readonly tolerance: number | null;
  readonly grid8?: string;
  readonly orientation?: number;
  readonly format: string | null;
}

/** What came of one file: a word, or the code of an error. */
export interface Outcome {
  readonly entry: Entry;
  readonly verdict: string;
  readonly ms: number;
}

const FOLDER = new URL("../../../shared/corpus/", import.meta.url);

/** The manifest, or nothing where the corpus is not there. */
export function readManifest(): Entry[] {
  try {
    return JSON.parse(Deno.readTextFileSync(new URL("manifest.json", FOLDER)));
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return [];
    throw error;
  }
}

/** Where a file is. */
export function corpusFile({ file }: Entry): URL {
  return new URL(encodeURI(file), FOLDER);
}

/** Decodes one file as a task would and judges it. Throws what is no error of ours. */
export async function judge(entry: Entry, provider?: string): Promise<Outcome> {
  const bytes = await Deno.readFile(corpusFile(entry));
  const start = performance.now();
  const verdict = await decodeAndCompare(entry, bytes, provider);
  return { entry, verdict, ms: performance.now() - start };
}

async function decodeAndCompare(
  entry: Entry,
  bytes: Uint8Array,
  provider?: string,
): Promise<string> {
  try {
    checkBytes(bytes.length, DEFAULT_LIMITS);
    const info = sniff(bytes);
    checkSize(info, DEFAULT_LIMITS);
    checkScans(info.scans, DEFAULT_LIMITS);
    const image = await (await decoderFor(info.format, provider)).decode(bytes);
    const verdict = await compare(
      entry,
      image,
      info.orientation,
      provider !== undefined || info.cmyk === true,
    );
    recycleImage(image);
    return verdict;
  } catch (error) {
    if (error instanceof PixelpoolError && error.code !== "internal_error") return error.code;
    throw new Error(`${entry.file}: ${error}`, { cause: error });
  }
}

async function compare(
  entry: Entry,
  image: RgbaImage,
  orientation: number,
  otherIdct: boolean,
): Promise<string> {
  const { width, height, sha256_rgba_canon, tolerance } = entry;
  const grid8 = entry.grid8 ?? CORPUS_GRIDS[entry.file];
  if (orientation !== (entry.orientation ?? 1)) return "another orientation";
  // The references turned TIFFs upright before they were measured, whatever the manifest's page says.
  const shown = entry.format === "tiff" ? upright(image, orientation) : image;
  const sameSize = shown.width === width && shown.height === height;
  if (sha256_rgba_canon === null) {
    return sameSize || entry.expect !== "ok-dims-only" ? "decoded" : "another size";
  }
  if (!sameSize) return "another size";
  const pixels = canonical(shown);
  if (await sha256(pixels) === sha256_rgba_canon) return "right";
  if (tolerance === 0) return "other pixels";
  if (grid8 === undefined) return "right size";
  const shortSide = Math.min(shown.width, shown.height);
  const allowed = otherIdct ? (shortSide >= 100 ? 3 : 10) : 1;
  return gridDifference(pixels, shown, grid8) <= allowed ? "right" : "other pixels";
}

/** Turned and mirrored as EXIF orientations 1 to 8 say. */
function upright(image: RgbaImage, orientation: number): RgbaImage {
  const { width, height } = image;
  const swapped = orientation >= 5;
  const size = swapped ? { width: height, height: width } : { width, height };
  const [fromRight, fromBottom] = [[2, 3, 7, 8], [3, 4, 6, 7]].map((all) =>
    all.includes(orientation)
  );
  const data = new Uint8ClampedArray(image.data.length);
  for (let y = 0; y < size.height; y++) {
    for (let x = 0; x < size.width; x++) {
      const [column, row] = swapped ? [y, x] : [x, y];
      const from = (fromBottom ? height - 1 - row : row) * width +
        (fromRight ? width - 1 - column : column);
      data.set(image.data.subarray(from * 4, from * 4 + 4), (y * size.width + x) * 4);
    }
  }
  return { ...size, data };
}

/** What lies under alpha 0 counts as black. */
function canonical({ data }: RgbaImage): Uint8Array<ArrayBuffer> {
  const pixels = new Uint8Array(data);
  for (let i = 0; i < pixels.length; i += 4) if (pixels[i + 3] === 0) pixels.fill(0, i, i + 3);
  return pixels;
}

async function sha256(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  return new Uint8Array(await crypto.subtle.digest("SHA-256", bytes)).toHex();
}

/** The largest difference between the means of 8x8 cells and those in the manifest. */
function gridDifference(pixels: Uint8Array, size: RgbaImage, grid8: string): number {
  const expected = Uint8Array.fromHex(grid8);
  let worst = 0;
  for (let cell = 0; cell < 64; cell++) {
    const mean = cellMean(pixels, size, cell & 7, cell >> 3);
    for (let channel = 0; channel < 3; channel++) {
      worst = Math.max(worst, Math.abs(mean[channel] - expected[cell * 3 + channel]));
    }
  }
  return worst;
}

function cellMean(
  pixels: Uint8Array,
  { width, height }: RgbaImage,
  column: number,
  row: number,
): number[] {
  const [left, right] = [column, column + 1].map((i) => Math.floor(i * width / 8));
  const [top, bottom] = [row, row + 1].map((i) => Math.floor(i * height / 8));
  const sum = [0, 0, 0];
  for (let y = top; y < bottom; y++) {
    for (let x = left; x < right; x++) {
      for (let channel = 0; channel < 3; channel++) {
        sum[channel] += pixels[(y * width + x) * 4 + channel];
      }
    }
  }
  return sum.map((value) => Math.round(value / ((right - left) * (bottom - top))));
}
