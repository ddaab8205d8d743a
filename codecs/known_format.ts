/** Which format a file is, by its first bytes and never by its name. @module */

/** Formats that are recognised; only some are read. */
export type KnownFormat =
  | "jpeg"
  | "png"
  | "gif"
  | "webp"
  | "bmp"
  | "tiff"
  | "avif"
  | "heif"
  | "jxl"
  | "jp2"
  | "ico"
  | "psd"
  | "svg";

/** Names for messages. */
export const FORMAT_NAMES = {
  jpeg: "JPEG",
  png: "PNG",
  gif: "GIF",
  webp: "WebP",
  bmp: "BMP",
  tiff: "TIFF",
  avif: "AVIF",
  heif: "HEIF",
  jxl: "JPEG XL",
  jp2: "JPEG 2000",
  ico: "ICO",
  psd: "Photoshop",
  svg: "SVG",
} as const satisfies Record<KnownFormat, string>;

/** Bytes that `sniffFormat` looks at. */
export const SNIFF_BYTES = 256;

/** What stands at which offset; `?` stands for any byte. Text is read as Latin-1. */
const SIGNATURES: readonly (readonly [KnownFormat, number, string])[] = [
  ["jpeg", 0, "\xff\xd8\xff"],
  ["png", 0, "\x89PNG\r\n\x1a\n"],
  ["gif", 0, "GIF87a"],
  ["gif", 0, "GIF89a"],
  ["webp", 0, "RIFF????WEBP"],
  ["tiff", 0, "II*\0"],
  ["tiff", 0, "MM\0*"],
  ["tiff", 0, "II+\0"],
  ["tiff", 0, "MM\0+"],
  ["avif", 4, "ftypavif"],
  ["avif", 4, "ftypavis"],
  ["heif", 4, "ftyphei"],
  ["heif", 4, "ftyphev"],
  ["heif", 4, "ftypmif1"],
  ["heif", 4, "ftypmsf1"],
  ["jxl", 0, "\xff\x0a"],
  ["jxl", 0, "\0\0\0\x0cJXL \r\n\x87\n"],
  ["jp2", 0, "\0\0\0\x0cjP  \r\n\x87\n"],
  ["jp2", 0, "\xff\x4f\xff\x51"],
  ["psd", 0, "8BPS\0"],
  ["ico", 0, "\0\0\x01\0"],
  ["ico", 0, "\0\0\x02\0"],
  // Two letters alone would take a text that begins with BM for a picture.
  ["bmp", 0, "BM????\0\0\0\0"],
  // OS/2 puts a hot spot in place of the zeros; then the length of the next header tells.
  ...["\x0c", "\x10", "\x28", "\x40"].map((length) =>
    ["bmp", 0, `BM????????????${length}\0\0\0`] as const
  ),
];

/** A general HEIF brand with that of AVIF among the compatible ones. */
const MIXED_AVIF = /^.{4}ftypm(if|sf)1.{4}(.{4})*?avi[fs]/s;

/** The format of a file that begins with these bytes, or `undefined` when it is no picture we know. */
export function sniffFormat(head: Uint8Array): KnownFormat | undefined {
  const text = latin1(head.subarray(0, SNIFF_BYTES));
  const found = SIGNATURES.find(([, offset, signature]) => matches(text, offset, signature));
  if (found?.[0] === "heif" && MIXED_AVIF.test(text)) return "avif";
  if (found !== undefined) return found[0];
  return /<svg[\s>]/i.test(text) ? "svg" : undefined;
}

function matches(text: string, offset: number, signature: string): boolean {
  if (text.length < offset + signature.length) return false;
  for (let i = 0; i < signature.length; i++) {
    if (signature[i] !== "?" && signature[i] !== text[offset + i]) return false;
  }
  return true;
}

function latin1(bytes: Uint8Array): string {
  return String.fromCharCode(...bytes);
}
