import { assert, assertEquals, assertRejects, fail } from "@std/assert";
import type { Decoder } from "../../../codecs/codec.ts";
import { openTiffDecoder } from "../../../codecs/tiff/tiff.ts";
import { readJpegPiece } from "../../../codecs/tiff/tiff_jpeg.ts";
import { readTiffPage } from "../../../codecs/tiff/tiff_page.ts";
import { DecodeError } from "../../../errors.ts";
import type { RgbaImage } from "../../../image/rgba_image.ts";
import { sampleJpeg, samplePicture, withoutSegments } from "../jpeg_file.ts";
import { concat } from "../png_file.ts";
import { tiffFile } from "./tiff_file.ts";

const { decode } = openTiffDecoder();

const COLOUR = [[259, 7], [262, 6], [277, 3], [258, [8, 8, 8]], [530, [2, 2]]] as const;

Deno.test("TIFF decode() reads a strip that is a whole JPEG", async () => {
  const { openJpegTurbo } = await import("../../../codecs/jpeg_turbo.ts");
  const jpeg = await sampleJpeg(48, 32);
  const file = tiffFile({ width: 48, height: 32, pieces: [jpeg], fields: COLOUR });
  assertEquals(await decode(file), await openJpegTurbo().decode(jpeg));
});

Deno.test("TIFF decode() gives JPEG strips the tables of their page", async () => {
  const jpeg = await sampleJpeg(48, 32);
  const bare = [0xdb, 0xc4].reduce((file, marker) => withoutSegments(file, marker), jpeg);
  const tables = concat([jpeg.subarray(0, 2), ...tableSegments(jpeg), jpeg.subarray(-2)]);
  const fields = [...COLOUR, [278, 32], [347, tables]] as const;
  const { width, height, data } = await decode(
    tiffFile({ width: 48, height: 60, pieces: [bare, bare], fields }),
  );
  assertEquals([width, height], [48, 60]);
  const picture = samplePicture(48, 32);
  for (const top of [0, 32]) {
    const rows = Math.min(32, 60 - top);
    const part = data.slice(top * 48 * 4, (top + rows) * 48 * 4);
    const expected = picture.data.slice(0, part.length);
    assert(meanDifference(part, expected) < 8, `strip at ${top}`);
  }
});

Deno.test("TIFF decode() takes JPEG tiles only where they lie in the picture", async () => {
  const tile = await sampleJpeg(32, 32);
  const fields = [...COLOUR, [322, 32], [323, 32]] as const;
  const file = tiffFile({ width: 40, height: 32, tiled: true, pieces: [tile, tile], fields });
  const { data } = await decode(file);
  assertEquals(columns(data, 40, 32, 40), columns(data, 40, 0, 8));
});

Deno.test("TIFF decode() reads JPEG of red, green and blue without luma", async () => {
  const jpeg = await sampleJpeg(16, 16);
  const fields = [[259, 7], [262, 2], [277, 3], [258, [8, 8, 8]]] as const;
  const { data } = await decode(tiffFile({ width: 16, height: 16, pieces: [jpeg], fields }));
  // What was luma is taken as it is for red.
  const { data: light } = samplePicture(16, 16);
  const luma = Array.from(
    { length: 256 },
    (_, i) => 0.299 * light[4 * i] + 0.587 * light[4 * i + 1] + 0.114 * light[4 * i + 2],
  );
  const worst = Math.max(...luma.map((value, i) => Math.abs(value - data[4 * i])));
  assert(worst < 25, `${worst}`);
});

Deno.test("TIFF decode() refuses a JPEG strip of another size", async () => {
  const jpeg = await sampleJpeg(16, 16);
  for (const [width, height] of [[17, 16], [15, 16], [16, 17], [16, 8]]) {
    const file = tiffFile({ width, height, pieces: [jpeg], fields: COLOUR });
    const error = await assertRejects(() => decode(file), DecodeError);
    assertEquals(error.code, "corrupt_image");
  }
});

Deno.test("readJpegPiece() decodes no JPEG of another size or of many scans", async () => {
  const jpeg = await sampleJpeg(16, 16);
  const decoder: Decoder = { format: "jpeg", decode: () => fail("it was decoded") };
  const scan = jpeg.subarray(indexOfMarker(jpeg, 0xda), -2);
  const manyScans = concat([jpeg.subarray(0, -2), ...Array(16).fill(scan), jpeg.subarray(-2)]);
  for (const [side, piece] of [[8, jpeg], [16, manyScans]] as const) {
    const file = tiffFile({ width: side, height: side, pieces: [piece], fields: COLOUR });
    const place = { index: 0, width: side, rows: side };
    const error = await assertRejects(
      () => readJpegPiece(file, readTiffPage(file), place, decoder),
      DecodeError,
    );
    assertEquals(error.code, "corrupt_image");
  }
});

Deno.test("TIFF decode() refuses JPEG of alpha and of 16 bits by name", async () => {
  const jpeg = await sampleJpeg(16, 16);
  for (const fields of [[[277, 4], [258, [8, 8, 8, 8]], [338, 2]], [[258, 16]]] as const) {
    const all = [[259, 7], [262, 2], [277, 3], ...fields] as const;
    const file = tiffFile({ width: 16, height: 16, pieces: [jpeg], fields: all });
    const error = await assertRejects(() => decode(file), DecodeError);
    assertEquals(error.code, "unsupported_format");
  }
});

function indexOfMarker(jpeg: Uint8Array, marker: number): number {
  return jpeg.findIndex((byte, i) => byte === 0xff && jpeg[i + 1] === marker);
}

function tableSegments(jpeg: Uint8Array): Uint8Array[] {
  const tables: Uint8Array[] = [];
  for (let at = 2; jpeg[at + 1] !== 0xda;) {
    const end = at + 2 + (jpeg[at + 2] << 8 | jpeg[at + 3]);
    if (jpeg[at + 1] === 0xdb || jpeg[at + 1] === 0xc4) tables.push(jpeg.subarray(at, end));
    at = end;
  }
  return tables;
}

function meanDifference(actual: Uint8ClampedArray, expected: Uint8ClampedArray): number {
  return actual.reduce((sum, value, i) => sum + Math.abs(value - expected[i]), 0) / actual.length;
}

function columns(data: RgbaImage["data"], width: number, from: number, to: number): number[] {
  return [...data].filter((_, i) => {
    const x = (i >> 2) % width;
    return x >= from && x < to;
  });
}
