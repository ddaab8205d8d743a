/** What is right for the sound pictures of ../shared/corpus, and which are not read, or not as its references do. @module */
import type { Entry } from "./corpus.ts";

/** Formats that are read by default; the manifest calls AVIF by its container. */
export const READ: readonly string[] = ["jpeg", "png", "webp", "heif", "gif", "bmp", "tiff"];

/**
 * The key of these is compared with samples of fewer than 8 bits. The specification says so, imagescript and
 * ImageMagick agree; two of the three reference decoders compare it with samples scaled to 8 bits.
 */
const GREY_KEY_FILES = [
  "gray-1-sRGB-tRNS",
  "gray-2-linear-tRNS",
  "gray-2-sRGB-tRNS",
  "gray-2-tRNS",
  "gray-4-sRGB-tRNS",
  "gray-4-tRNS",
].map((name) => `valid/libpng-testpngs/${name}.png`);

/** Progressive files cut between scans: decoders smooth the blocks that lack detail, each in its own way. */
const CUT_SCAN_FILES = ["000", "003", "005", "007"].map((number) =>
  `valid/wuffs/peacock.progressive.scan${number}.jpeg`
);

/** Sound pictures that are not read, or read in another way, whoever the provider is. */
export const KNOWN: ReadonlyMap<string, string> = new Map<string, string>([
  ...GREY_KEY_FILES.map((file) => [file, "other pixels"] as const),
  ...CUT_SCAN_FILES.map((file) => [file, "right size"] as const),
  // Longer than the limit of 30,000 pixels a side.
  ["tricky/png-made/wide-65535x1.png", "too_many_pixels"],
  // Arithmetic coding.
  ["tricky/jpeg-made/arithmetic.jpg", "unsupported_format"],
  ["tricky/jpeg-made/arithmetic-progressive.jpg", "unsupported_format"],
  ["tricky/libjpeg-turbo/testimgari.jpg", "unsupported_format"],
  // Floating-point samples.
  ["valid/image-rs/tiff__testsuite__rgb32f_bw.tiff", "unsupported_format"],
  // One reference reads them, and does it in another way.
  ["valid/image-rs/tiff__testsuite__ycbcr_lzw_broken.tif", "right size"],
  ["tricky/wuffs-artificial/zero-width-frame.gif", "right size"],
]);

/** Those of the default providers. */
export const DEFAULTS_KNOWN: ReadonlyMap<string, string> = new Map([
  ...KNOWN,
  // Chroma sampling that libjpeg-turbo's simple interface does not know.
  ["valid/wuffs/peacock.s1x3.jpeg", "unsupported_format"],
  ["valid/wuffs/peacock.s-weird.jpeg", "unsupported_format"],
  ["valid/wuffs/peacock.s-very-weird.jpeg", "unsupported_format"],
]);

/** The verdict that a sound picture should get from a provider that reads these formats. */
export function expectedVerdict(
  { file, format, expect }: Entry,
  formats: readonly string[] = READ,
  known: ReadonlyMap<string, string> = DEFAULTS_KNOWN,
): string {
  if (format === null || !formats.includes(format)) return "unsupported_format";
  return known.get(file) ?? (expect === "ok-dims-only" ? "decoded" : "right");
}
