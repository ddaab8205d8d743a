import { assertEquals } from "@std/assert";
import { FORMAT_NAMES, type KnownFormat, sniffFormat } from "../../codecs/known_format.ts";

const HEADS: readonly (readonly [KnownFormat | undefined, string, string])[] = [
  ["jpeg", "a JPEG", "\xff\xd8\xff\xe0"],
  ["png", "a PNG", "\x89PNG\r\n\x1a\n\0\0\0\x0d"],
  ["gif", "a GIF of 1987", "GIF87a\x01\0"],
  ["gif", "a GIF of 1989", "GIF89a\x01\0"],
  ["webp", "a WebP", "RIFF\x24\0\0\0WEBPVP8 "],
  ["tiff", "a little-endian TIFF", "II*\0\x08\0"],
  ["tiff", "a big-endian TIFF", "MM\0*\0\0"],
  ["avif", "an AVIF", "\0\0\0\x20ftypavif"],
  ["heif", "a HEIF", "\0\0\0\x18ftypheic"],
  ["jxl", "a JPEG XL code stream", "\xff\x0a\xff"],
  ["jp2", "a JPEG 2000 file", "\0\0\0\x0cjP  \r\n\x87\n"],
  ["psd", "a Photoshop file", "8BPS\0\x01"],
  ["ico", "an icon", "\0\0\x01\0\x01\0"],
  ["bmp", "a BMP", "BM\x46\0\0\0\0\0\0\0\x36\0"],
  ["bmp", "a BMP with a hot spot", "BM\x1a\0\0\0\x15\0\x10\0\x1a\0\0\0\x0c\0\0\0\x7f\0"],
  ["avif", "an AVIF of the general brand", "\0\0\0\x1cftypmif1\0\0\0\0mif1miafavif"],
  ["heif", "a HEIF of the general brand", "\0\0\0\x1cftypmif1\0\0\0\0mif1miafheic"],
  ["svg", "an SVG", '<?xml version="1.0"?>\n<svg xmlns="">'],
  [undefined, "a text that begins with BM", "BMW is a company"],
  [undefined, "a RIFF file with sound", "RIFF\x24\0\0\0WAVEfmt "],
  [undefined, "a film in an ISO container", "\0\0\0\x20ftypisom"],
  [undefined, "a web page that speaks of svgs", "<!doctype html><p>svg</p>"],
  [undefined, "half a PNG signature", "\x89PNG\r\n"],
  [undefined, "nothing", ""],
];

for (const [format, what, head] of HEADS) {
  const named = format === undefined ? "no picture" : FORMAT_NAMES[format];
  Deno.test(`sniffFormat() takes ${what} for ${named}`, () => {
    assertEquals(sniffFormat(Uint8Array.from(head, (c) => c.charCodeAt(0))), format);
  });
}
