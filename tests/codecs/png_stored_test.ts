import { assertEquals, assertThrows } from "@std/assert";
import fc from "fast-check";
import { openSquooshPng } from "../../codecs/squoosh_png.ts";
import { storedPng } from "../../codecs/png_stored.ts";
import { arbitraryImage } from "../arbitrary_image.ts";
import { ENCODING } from "./jpeg_file.ts";
import { chunkFile, headerOf, pngFile } from "./png_file.ts";
import { deflateSync } from "node:zlib";

const codec = openSquooshPng();

Deno.test("storedPng() keeps every pixel", async () => {
  await fc.assert(fc.asyncProperty(arbitraryImage(), async (image) => {
    const stored = storedPng(await codec.encode(image, ENCODING));
    assertEquals((await codec.decode(stored)).data, image.data);
  }));
});

Deno.test("storedPng() keeps palette, transparency, bit depth and interlacing", async () => {
  const file = pngFile({
    width: 2,
    height: 2,
    depth: 2,
    colourType: 3,
    interlace: 1,
    before: [["PLTE", new Uint8Array([1, 2, 3, 4, 5, 6])], ["tRNS", new Uint8Array([9])]],
    rows: [[0, 0b01_000000], [0, 0], [0, 0b00_01_0000]],
  });
  const stored = await codec.decode(storedPng(file));
  assertEquals(stored, await codec.decode(file));
});

Deno.test("storedPng() stops inflating beyond what the header announces", () => {
  const header = headerOf({ width: 4, height: 4, depth: 8, colourType: 0 });
  const bomb = new Uint8Array(deflateSync(new Uint8Array(50_000_000)));
  const file = chunkFile([["IHDR", header], ["IDAT", bomb], ["IEND", new Uint8Array()]]);
  assertThrows(() => storedPng(file), RangeError);
});

Deno.test("storedPng() throws for pixels that end early", () => {
  const header = headerOf({ width: 4, height: 4, depth: 8, colourType: 0 });
  const half = new Uint8Array(deflateSync(new Uint8Array(20))).subarray(0, 5);
  const file = chunkFile([["IHDR", header], ["IDAT", half], ["IEND", new Uint8Array()]]);
  assertThrows(() => storedPng(file), Error);
});
