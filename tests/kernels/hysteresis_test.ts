import { assertEquals } from "@std/assert";
import fc from "fast-check";
import type { RgbaImage } from "../../image/rgba_image.ts";
import { assertSamePixels, channelRows, greyImage, paint, pixelAt, runStage } from "./run_stage.ts";

const HYSTERESIS = { kind: "hysteresis" } as const;

Deno.test("hysteresis() keeps weak pixels that reach a strong one over any of eight neighbours", () => {
  const marks = greyImage([
    [128, 0, 0, 0, 128],
    [0, 128, 0, 0, 128],
    [0, 0, 255, 0, 0],
    [0, 128, 0, 0, 128],
  ]);
  assertEquals(channelRows(runStage(HYSTERESIS, marks)), [
    [255, 0, 0, 0, 0],
    [0, 255, 0, 0, 0],
    [0, 0, 255, 0, 0],
    [0, 255, 0, 0, 0],
  ]);
});

Deno.test("hysteresis() does not connect the ends of neighbouring rows", () => {
  const marks = greyImage([[0, 0, 0, 255], [128, 0, 0, 0], [128, 0, 0, 0]]);
  assertEquals(channelRows(runStage(HYSTERESIS, marks)), [
    [0, 0, 0, 255],
    [0, 0, 0, 0],
    [0, 0, 0, 0],
  ]);
});

Deno.test("hysteresis() follows one edge through a whole large picture", () => {
  const spiral = paint(
    300,
    300,
    (x, y) => x === 0 && y === 0 ? [255, 255, 255, 1] : [128, 128, 128, 9],
  );
  const white = paint(300, 300, (x, y) => [255, 255, 255, x === 0 && y === 0 ? 1 : 9]);
  assertSamePixels(runStage(HYSTERESIS, spiral), white);
});

Deno.test("hysteresis() equals spreading until nothing changes", () => {
  const side = fc.integer({ min: 1, max: 12 });
  const picture = fc.tuple(side, side).chain(([width, height]) =>
    fc.array(fc.constantFrom(0, 0, 128, 128, 128, 255), {
      minLength: width * height,
      maxLength: width * height,
    }).map((marks) => {
      return paint(width, height, (x, y) => {
        const mark = marks[y * width + x];
        return [mark, mark, mark, (x * 31 + y) & 255];
      });
    })
  );
  fc.assert(fc.property(picture, (marks) => {
    assertSamePixels(runStage(HYSTERESIS, marks), spread(marks));
  }));
});

function spread(marks: RgbaImage): RgbaImage {
  const rows = channelRows(marks);
  const reached = rows.map((row) => row.map((mark) => mark === 255));
  for (let changed = true; changed;) {
    changed = false;
    for (let y = 0; y < rows.length; y++) {
      for (let x = 0; x < rows[0].length; x++) {
        if (rows[y][x] !== 128 || reached[y][x] || !touches(reached, x, y)) continue;
        reached[y][x] = true;
        changed = true;
      }
    }
  }
  return paint(marks.width, marks.height, (x, y) => {
    const value = reached[y][x] ? 255 : 0;
    return [value, value, value, pixelAt(marks, x, y)[3]];
  });
}

function touches(reached: boolean[][], x: number, y: number): boolean {
  return reached.slice(Math.max(0, y - 1), y + 2)
    .some((row) => row.slice(Math.max(0, x - 1), x + 2).some(Boolean));
}
