/** File extensions and the formats they promise. @module */
import { type Format, FORMATS } from "../codecs/codec.ts";
import { extname } from "node:path";

/** Extensions of a format; the first one is written. */
const EXTENSIONS = {
  jpeg: [".jpg", ".jpeg", ".jpe", ".jfif"],
  png: [".png"],
  webp: [".webp"],
  avif: [".avif"],
  gif: [".gif"],
  bmp: [".bmp", ".dib"],
  tiff: [".tiff", ".tif"],
} as const satisfies Record<Format, readonly string[]>;

/** Extensions of formats that people know and pixelpool does not. */
const FOREIGN: readonly string[] = [
  ".heic",
  ".heif",
  ".jp2",
  ".jxl",
  ".pdf",
  ".psd",
  ".svg",
];

/** The format that a name promises. */
export function formatOfName(name: string): Format | undefined {
  const extension = extname(name).toLowerCase();
  return FORMATS.find((format) => (EXTENSIONS[format] as readonly string[]).includes(extension));
}

/** Whether the name promises a picture in a format that nobody here knows. */
export function hasForeignExtension(name: string): boolean {
  return FOREIGN.includes(extname(name).toLowerCase());
}

/** The name with an extension that fits the format; a fitting one is kept as it is written. */
export function withFormatExtension(name: string, format: Format): string {
  if (formatOfName(name) === format) return name;
  const old = extname(name);
  const known = formatOfName(name) !== undefined || hasForeignExtension(name);
  // `holiday.2024` has no extension to replace.
  const stem = known ? name.slice(0, name.length - old.length) : name;
  return stem + EXTENSIONS[format][0];
}
