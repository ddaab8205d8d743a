import { assertEquals } from "@std/assert";
import fc from "fast-check";
import { loadPlugin } from "../../filters/plugin.ts";
import { stageHalo } from "../../kernels/stage.ts";
import { arbitraryImage } from "../arbitrary_image.ts";
import { applyFilter, stagesOf } from "../filters/apply_filter.ts";
import {
  assertSamePixels,
  channelRows,
  greyImage,
  paint,
  runStage,
  runStageInBands,
} from "../kernels/run_stage.ts";

await loadPlugin(import.meta.resolve("../../examples/halftone.ts"));

const arbitrarySide = fc.integer({ min: 2, max: 20 });

Deno.test("halftone draws a dot that grows as the cell gets darker, black cells whole", () => {
  const cell = (grey: number) => Array.from({ length: 4 }, () => Array(4).fill(grey));
  const dotOf = (grey: number) => channelRows(applyFilter("halftone:4", greyImage(cell(grey))));
  const [B, W] = [0, 255];
  assertEquals(dotOf(255), cell(W));
  assertEquals(dotOf(200), [[W, W, W, W], [W, B, B, W], [W, B, B, W], [W, W, W, W]]);
  assertEquals(dotOf(150), [[W, B, B, W], [B, B, B, B], [B, B, B, B], [W, B, B, W]]);
  assertEquals(dotOf(0), cell(B));
});

Deno.test("halftone averages the pixels that a cell at the edge has, and keeps alpha", () => {
  const image = paint(3, 1, (x) => x < 2 ? [0, 0, 0, 7] : [255, 255, 255, 9]);
  const result = applyFilter("halftone:2", image);
  assertEquals(channelRows(result), [[0, 0, 255]]);
  assertEquals(channelRows(result, 3), [[7, 7, 9]]);
});

Deno.test("halftone gives the same bytes for any bands in any order", () => {
  fc.assert(
    fc.property(arbitraryImage(), arbitrarySide, fc.integer(), (image, side, seed) => {
      const before = image.data.slice();
      for (const stage of stagesOf(`halftone:${side}`, image)) {
        assertSamePixels(runStageInBands(stage, image, seed), runStage(stage, image));
      }
      assertEquals(image.data, before);
    }),
  );
});

Deno.test("halftone reads no row beyond the halo of its stage", () => {
  fc.assert(
    fc.property(arbitraryImage(), arbitrarySide, fc.nat(66), (image, side, line) => {
      const { width, height } = image;
      const y = line % height;
      const [stage] = stagesOf(`halftone:${side}`, image);
      const far = (row: number): boolean => Math.abs(row - y) > stageHalo(stage);
      const poisoned = image.data.map((value, i) =>
        far(Math.floor(i / 4 / width)) ? ~value : value
      );
      const row = ({ data }: { data: Uint8ClampedArray }) =>
        data.slice(y * width * 4, (y + 1) * width * 4);
      assertEquals(row(runStage(stage, { ...image, data: poisoned })), row(runStage(stage, image)));
    }),
  );
});
