import { assertEquals } from "@std/assert";
import fc from "fast-check";
import type { RgbaImage } from "../../image/rgba_image.ts";
import { arbitraryImage } from "../arbitrary_image.ts";
import { assertSamePixels, channelRows, greyImage, paint, pixelAt, runStage } from "./run_stage.ts";

/** The steps of OpenCV's CLAHE in floats, on an opaque grey picture. */
function floatClahe(image: RgbaImage, tiles: number, clip: number): RgbaImage {
  const { width, height } = image;
  const grey = channelRows(image);
  const tileWidth = Math.ceil(width / tiles);
  const tileHeight = Math.ceil(height / tiles);
  const tables: number[][] = [];
  for (let row = 0; row < tiles; row++) {
    for (let column = 0; column < tiles; column++) {
      const values: number[] = [];
      for (let y = row * tileHeight; y < (row + 1) * tileHeight; y++) {
        for (let x = column * tileWidth; x < (column + 1) * tileWidth; x++) {
          values.push(grey[mirror(y, height)][mirror(x, width)]);
        }
      }
      tables.push(tableOf(values, clip));
    }
  }
  const at = (row: number, column: number, value: number) => tables[row * tiles + column][value];
  return paint(width, height, (x, y) => {
    const [left, right, across] = neighbours(x / tileWidth - 0.5, tiles);
    const [upper, lower, down] = neighbours(y / tileHeight - 0.5, tiles);
    const value = grey[y][x];
    const top = at(upper, left, value) * (1 - across) + at(upper, right, value) * across;
    const bottom = at(lower, left, value) * (1 - across) + at(lower, right, value) * across;
    const mapped = Math.round(top * (1 - down) + bottom * down);
    return [mapped, mapped, mapped, 255];
  });
}

function neighbours(place: number, tiles: number): [number, number, number] {
  const before = Math.floor(place);
  return [Math.max(0, before), Math.min(tiles - 1, before + 1), place - before];
}

function mirror(at: number, size: number): number {
  if (size === 1) return 0;
  if (at >= size) return mirror(2 * (size - 1) - at, size);
  return at < 0 ? mirror(-at, size) : at;
}

function tableOf(values: readonly number[], clip: number): number[] {
  const counts = new Array<number>(256).fill(0);
  for (const value of values) counts[value]++;
  if (clip > 0) {
    const limit = Math.max(1, Math.floor((clip * values.length) / 256));
    let excess = 0;
    counts.forEach((count, i) => {
      excess += Math.max(0, count - limit);
      counts[i] = Math.min(count, limit);
    });
    const share = Math.floor(excess / 256);
    let rest = excess - share * 256;
    counts.forEach((_, i) => counts[i] += share);
    const step = Math.max(1, Math.floor(256 / Math.max(1, rest)));
    for (let i = 0; i < 256 && rest > 0; i += step, rest--) counts[i]++;
  }
  let below = 0;
  return counts.map((count) => Math.round(((below += count) * 255) / values.length));
}

Deno.test("clahe() is OpenCV's algorithm in floats within 1, for any tiles and limit", () => {
  fc.assert(
    fc.property(
      arbitraryImage("opaque"),
      fc.integer({ min: 1, max: 9 }),
      fc.constantFrom(0, 0.5, 1, 2, 3.5, 40, 256),
      (image, tiles, clip) => {
        const grey = runStage({ kind: "luma" }, image);
        const result = runStage({ kind: "clahe", tiles, clip: clip * 256 }, grey);
        assertSamePixels(result, floatClahe(grey, tiles, clip), 1);
      },
    ),
  );
});

Deno.test("clahe() of one tile without a limit is the share of the pixels up to a value", () => {
  const image = greyImage([[10, 20], [30, 40]]);
  const result = runStage({ kind: "clahe", tiles: 1, clip: 0 }, image);
  assertEquals(channelRows(result), [[64, 128], [191, 255]]);
});

Deno.test("clahe() counts no invisible pixel and leaves it as it is", () => {
  const visible = paint(4, 4, (x, y) => [x * 60, x * 60, x * 60, y < 2 ? 200 : 0]);
  const half = paint(4, 2, (x, y) => pixelAt(visible, x, y));
  const stage = { kind: "clahe", tiles: 1, clip: 600 } as const;
  const result = runStage(stage, visible);
  const expected = runStage(stage, half);
  for (let x = 0; x < 4; x++) {
    assertEquals(pixelAt(result, x, 1), pixelAt(expected, x, 1));
    assertEquals(pixelAt(result, x, 3), pixelAt(visible, x, 3));
  }
});
