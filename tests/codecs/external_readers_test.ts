/** Files of another program as we read them: those of ImageMagick, where it is installed. @module */
import { assertEquals } from "@std/assert";
import { decoderFor, encoderFor } from "../../codecs/registry.ts";
import { sniff } from "../../codecs/sniff.ts";
import { temporaryFolder } from "../temporary_folder.ts";
import { hasImageMagick, runImageMagick } from "./image_magick.ts";
import { ENCODING, samplePicture } from "./jpeg_file.ts";

const installed = await hasImageMagick();
const remark = installed ? "" : " (SKIPPED: ImageMagick is not installed)";

/** What is written, its extension, and the options of `convert`. */
const KINDS: readonly (readonly [string, string, readonly string[]])[] = [
  ["GIF", "gif", ["-interlace", "GIF"]],
  ["GIF with a transparent colour", "gif", ["-colors", "20", "-transparent", "#ffffff"]],
  ["BMP of OS/2", "bmp2", []],
  ["BMP of runs", "bmp", ["-type", "Palette", "-compress", "RLE"]],
  ["BMP with alpha", "bmp", ["-alpha", "set", "-channel", "A", "-evaluate", "set", "40%"]],
  ["BMP of one bit", "bmp", ["-monochrome"]],
  ["big-endian TIFF", "tiff", ["-compress", "None", "-endian", "MSB"]],
  ["TIFF of LZW differences", "tiff", ["-compress", "LZW", "-define", "tiff:predictor=2"]],
  ["TIFF of PackBits", "tiff", ["-compress", "RLE"]],
  ["TIFF of JPEG", "tiff", ["-alpha", "off", "-compress", "JPEG"]],
  ["TIFF of tiles", "tiff", ["-compress", "LZW", "-define", "tiff:tile-geometry=32x16"]],
  ["TIFF of planes", "tiff", ["-compress", "LZW", "-interlace", "plane"]],
  ["TIFF with a palette", "tiff", ["-compress", "LZW", "-type", "Palette"]],
  ["TIFF with alpha", "tiff", ["-alpha", "set", "-channel", "A", "-evaluate", "set", "40%"]],
  ["TIFF of Group 3", "tiff", ["-monochrome", "-compress", "Fax"]],
  ["TIFF of Group 4", "tiff", ["-monochrome", "-compress", "Group4"]],
];

/** Of 16-bit colours we take the high byte, it rounds; its JPEG library need not be ours. */
const TOLERANCES = new Map([["TIFF with a palette", 1], ["TIFF of JPEG", 4]]);

for (const [what, extension, options] of KINDS) {
  Deno.test({
    name: `a ${what} of ImageMagick has the pixels that ImageMagick reads${remark}`,
    ignore: !installed,
    fn: async () => {
      await using folder = await temporaryFolder();
      const source = `${folder.path}/source.png`;
      const path = `${folder.path}/picture.${extension}`;
      const png = await encoderFor("png");
      await Deno.writeFile(source, await png.encode(samplePicture(97, 61), ENCODING));
      await runImageMagick("convert", source, ...options, path);
      const bytes = await Deno.readFile(path);
      const info = sniff(bytes);
      const image = await (await decoderFor(info.format)).decode(bytes);
      assertEquals([image.width, image.height, info.frames], [97, 61, 1]);
      const expected = await runImageMagick("convert", path, "-depth", "8", "rgba:-");
      assertEquals(expected.length, image.data.length);
      const difference = largestDifference(visible(image.data), visible(expected));
      assertEquals(difference <= (TOLERANCES.get(what) ?? 0), true, `${difference}`);
    },
  });
}

/** What lies under alpha 0 counts as black. */
function visible(pixels: Uint8Array | Uint8ClampedArray): Uint8Array {
  const result = new Uint8Array(pixels);
  for (let i = 0; i < result.length; i += 4) if (result[i + 3] === 0) result.fill(0, i, i + 3);
  return result;
}

function largestDifference(a: Uint8Array, b: Uint8Array): number {
  return a.reduce((worst, value, i) => Math.max(worst, Math.abs(value - b[i])), 0);
}
