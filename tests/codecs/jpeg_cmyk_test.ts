import { assert, assertEquals, assertRejects } from "@std/assert";
import fc from "fast-check";
import { openJpegTurbo } from "../../codecs/jpeg_turbo.ts";
import { sniff } from "../../codecs/sniff.ts";
import { DEFAULT_LIMITS } from "../../config.ts";
import { DecodeError, LimitError } from "../../errors.ts";
import { checkSize } from "../../image/limits.ts";
import { YCCK_JPEG } from "./cmyk_file.ts";
import { exifSegment, withFrameByte, withFrameMarker, withSegments } from "./jpeg_file.ts";

const { decode } = openJpegTurbo();

/** Paper, cyan, (20, 200, 90, 40), black: `(255 - ink) * (255 - black) / 255`. */
const PATCHES = [[255, 255, 255, 255], [0, 255, 255, 255], [198, 46, 139, 255], [0, 0, 0, 255]];

Deno.test("JPEG decode() turns inks of a YCCK file into light", async () => {
  const { width, height, data } = await decode(YCCK_JPEG);
  assertEquals([width, height], [16, 16]);
  for (let y = 0; y < 16; y++) {
    for (let x = 0; x < 16; x++) {
      const expected = PATCHES[(y >> 3) * 2 + (x >> 3)];
      const pixel = [...data.subarray((y * 16 + x) * 4, (y * 16 + x) * 4 + 4)];
      assert(pixel.every((value, i) => Math.abs(value - expected[i]) <= 2), `${x},${y}: ${pixel}`);
    }
  }
});

Deno.test("JPEG decode() reads plain inks when the Adobe segment says so", async () => {
  // The samples stay: 0, 128, 128 and 255 of paper are 255 minus each ink now.
  const plain = YCCK_JPEG.with(adobeTransformAt(YCCK_JPEG), 0);
  const [paper, , , black] = [0, 8, 128, 136].map((pixel) => pixel * 4);
  const { data } = await decode(plain);
  assert(
    near([...data.subarray(paper, paper + 3)], [0, 128, 128]),
    `${data.subarray(paper, paper + 3)}`,
  );
  assertEquals([...data.subarray(black, black + 4)], [0, 0, 0, 255]);
});

Deno.test("JPEG decode() leaves metadata of a CMYK file aside", async () => {
  const file = withSegments(YCCK_JPEG, exifSegment(6));
  assertEquals(await decode(file), await decode(YCCK_JPEG));
});

Deno.test("JPEG decode() refuses a CMYK file without its last bytes", async () => {
  for (const end of [-2, -10, -60]) {
    await assertRejects(() => decode(YCCK_JPEG.subarray(0, end)), DecodeError);
  }
});

Deno.test("JPEG decode() refuses a CMYK file whose data is cut and closed again", async () => {
  const cut = new Uint8Array([...YCCK_JPEG.subarray(0, -12), 0xff, 0xd9]);
  const error = await assertRejects(() => decode(cut), DecodeError);
  assertEquals(error.message, "Cannot decode JPEG as its data is damaged");
});

Deno.test("JPEG decode() refuses CMYK above 20 million pixels before it decodes any", async () => {
  const large = withFrameByte(withFrameByte(YCCK_JPEG, 1, 0x40), 3, 0x40);
  const error = await assertRejects(() => decode(large), LimitError);
  assertEquals(error.code, "too_many_pixels");
  assertEquals(
    error.message,
    "Cannot accept CMYK JPEG as 16400x16400 exceeds the limit of 20000000 pixels",
  );
});

Deno.test("JPEG decode() still refuses other processes of CMYK by name", async () => {
  const error = await assertRejects(() => decode(withFrameMarker(YCCK_JPEG, 0xc9)), DecodeError);
  assertEquals(error.code, "unsupported_format");
});

Deno.test("JPEG decode() gives a picture or an error with a code for any damage of a CMYK file", async () => {
  const damage = fc.array(fc.tuple(fc.nat(), fc.nat(255)), { minLength: 1, maxLength: 4 });
  await fc.assert(
    fc.asyncProperty(damage, async (changes) => {
      const damaged = YCCK_JPEG.slice();
      for (const [at, value] of changes) damaged[18 + at % (damaged.length - 18)] = value;
      try {
        checkSize(sniff(damaged), { ...DEFAULT_LIMITS, maxPixels: 1e5 });
        const { width, height, data } = await decode(damaged);
        assertEquals(data.length, width * height * 4);
      } catch (error) {
        if (!(error instanceof DecodeError || error instanceof LimitError)) throw error;
      }
    }),
    { numRuns: 300 },
  );
});

function adobeTransformAt(jpeg: Uint8Array): number {
  return jpeg.findIndex((_, i) => jpeg[i] === 0xff && jpeg[i + 1] === 0xee) + 15;
}

function near(actual: readonly number[], expected: readonly number[]): boolean {
  return actual.every((value, i) => Math.abs(value - expected[i]) <= 3);
}
