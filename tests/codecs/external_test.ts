/** Our files as another program reads them: ImageMagick, where it is installed. @module */
import { assertEquals, assertLess } from "@std/assert";
import { hasImageMagick, runImageMagick } from "./image_magick.ts";
import type { Format } from "../../codecs/codec.ts";
import { codecFor } from "../../codecs/registry.ts";
import type { RgbaImage } from "../../image/rgba_image.ts";
import { ENCODING, samplePicture } from "./jpeg_file.ts";

const installed = await hasImageMagick();
const remark = installed ? "" : " (SKIPPED: ImageMagick is not installed)";

for (const provider of [undefined, "imagescript"]) {
  const owner = provider ?? "the default provider";

  Deno.test({
    name: `ImageMagick reads the exact pixels of ${owner}'s PNG${remark}`,
    ignore: !installed,
    fn: async () => {
      const picture = samplePicture(37, 23);
      for (let i = 3; i < picture.data.length; i += 4) picture.data[i] = i * 7 % 255 + 1;
      await withFile("png", picture, provider, async (path) => {
        assertEquals(await text("identify", "-format", "%m %w %h %z", path), "PNG 37 23 8");
        assertEquals(await pixels(path), new Uint8Array(picture.data));
      });
    },
  });

  Deno.test({
    name: `ImageMagick reads ${owner}'s JPEG, near the picture${remark}`,
    ignore: !installed,
    fn: async () => {
      const picture = samplePicture(64, 48);
      await withFile("jpeg", picture, provider, async (path) => {
        assertEquals(await text("identify", "-format", "%m %w %h", path), "JPEG 64 48");
        const read = await pixels(path);
        const total = read.reduce((sum, value, i) => sum + Math.abs(value - picture.data[i]), 0);
        assertLess(total / read.length, 8);
      });
    },
  });
}

Deno.test({
  name: `ImageMagick sees quality 85 and 4:2:0 in the default provider's JPEG${remark}`,
  ignore: !installed,
  fn: async () => {
    await withFile("jpeg", samplePicture(64, 48), undefined, async (path) => {
      const format = "%Q %[jpeg:sampling-factor] %[interlace]";
      assertEquals(await text("identify", "-format", format, path), "85 2x2,1x1,1x1 None");
    });
  },
});

async function withFile(
  format: Format,
  picture: RgbaImage,
  provider: string | undefined,
  use: (path: string) => Promise<void>,
): Promise<void> {
  const folder = await Deno.makeTempDir();
  try {
    const path = `${folder}/picture.${format}`;
    await Deno.writeFile(path, await (await codecFor(format, provider)).encode(picture, ENCODING));
    await use(path);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

async function pixels(path: string): Promise<Uint8Array> {
  return await runImageMagick("convert", path, "-depth", "8", "rgba:-");
}

async function text(program: "identify" | "convert", ...args: string[]): Promise<string> {
  return new TextDecoder().decode(await runImageMagick(program, ...args));
}
