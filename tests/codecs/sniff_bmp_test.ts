import { assertEquals } from "@std/assert";
import { sniff } from "../../codecs/sniff.ts";
import { bmpFile } from "./bmp/bmp_file.ts";

const BMP = { format: "bmp", orientation: 1, frames: 1, scans: 1, hasAlpha: false } as const;

Deno.test("sniff() reads the size of a BMP, whichever row is first", () => {
  for (const height of [5, -5]) {
    const file = bmpFile({ width: 7, height, bits: 24, data: [] });
    assertEquals(sniff(file), { ...BMP, width: 7, height: 5 });
  }
});

Deno.test("sniff() reads the size of a BMP with the short header of OS/2", () => {
  const file = bmpFile({ width: 60_000, height: 50_000, bits: 24, header: 12, data: [] });
  assertEquals(sniff(file), { ...BMP, width: 60_000, height: 50_000 });
});

Deno.test("sniff() sees that a BMP has an alpha mask, or runs that may leave pixels out", () => {
  const masks = [0xff0000, 0xff00, 0xff, 0xff000000];
  const masked = bmpFile({
    width: 1,
    height: 1,
    bits: 32,
    header: 108,
    compression: 3,
    masks,
    data: [],
  });
  const runs = bmpFile({
    width: 1,
    height: 1,
    bits: 8,
    compression: 1,
    data: [],
    palette: [],
    dataStart: 54,
  });
  assertEquals([sniff(masked).hasAlpha, sniff(runs).hasAlpha], [true, true]);
});
