import { assertEquals, assertThrows } from "@std/assert";
import { checkEncode, checkEncodedSize } from "../../codecs/check_encode.ts";
import { WRITE_FORMATS } from "../../codecs/registry.ts";
import { qualityOf } from "../../codecs/encode_options.ts";
import { InputError, LimitError } from "../../errors.ts";
import { ENCODING } from "./jpeg_file.ts";

const { background } = ENCODING;

Deno.test("checkEncode() lets pass what the encoder of the format can do", () => {
  for (const format of WRITE_FORMATS) checkEncode(format, { background, effort: 9, quality: 1 });
  for (const format of ["png", "webp", "avif"] as const) {
    checkEncode(format, { background, lossless: true });
  }
  checkEncode("jpeg", { background, progressive: true, lossless: false });
  checkEncode("png", { background, progressive: true }, "sharp");
});

Deno.test("checkEncode() refuses what it cannot, and names the formats that can", () => {
  const lossless = assertThrows(
    () => checkEncode("jpeg", { background, lossless: true }),
    InputError,
    "Cannot write JPEG as 'lossless' is asked for: it is for PNG, WebP, AVIF",
  );
  assertEquals(lossless.code, "bad_option");
  assertThrows(
    () => checkEncode("png", { background, progressive: true }),
    InputError,
    "Cannot write PNG as 'progressive' is asked for: it is for JPEG",
  );
  assertThrows(
    () => checkEncode("webp", { background, progressive: true }, "sharp"),
    InputError,
    "it is for JPEG, PNG",
  );
});

Deno.test("checkEncode() refuses a format that is only read, and names who writes it", () => {
  assertThrows(
    () => checkEncode("gif", { background }),
    InputError,
    "Cannot write gif by default: formats are jpeg, png, webp, avif, and --codec sharp can write it",
  );
  checkEncode("gif", { background }, "sharp");
  assertThrows(() => checkEncode("bmp", { background }, "sharp"), InputError, "does not write bmp");
});

Deno.test("checkEncodedSize() refuses sides and areas that a format cannot hold", () => {
  checkEncodedSize("webp", { width: 16_383, height: 2 }, { background });
  const error = assertThrows(
    () => checkEncodedSize("webp", { width: 2, height: 16_384 }, { background }),
    LimitError,
    "Cannot write WebP as 2x16384 exceeds its limit of 16383 pixels a side",
  );
  assertEquals(error.code, "too_many_pixels");
  checkEncodedSize("avif", { width: 7000, height: 7000 }, { background });
  assertThrows(
    () => checkEncodedSize("avif", { width: 7000, height: 7000 }, { background, lossless: true }),
    LimitError,
    "36000000 pixels without loss",
  );
  checkEncodedSize("png", { width: 30_000, height: 1 }, { background });
});

Deno.test("qualityOf() is what is asked for, or the default of the format", () => {
  const formats = ["jpeg", "webp", "avif"] as const;
  assertEquals(formats.map((format) => qualityOf(format, { background })), [85, 80, 60]);
  assertEquals(qualityOf("avif", { background, quality: 7 }), 7);
});
