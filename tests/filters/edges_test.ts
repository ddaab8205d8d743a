import { assertEquals } from "@std/assert";
import { channelRows, greyImage, paint } from "../kernels/run_stage.ts";
import { applyFilter, stagesOf } from "./apply_filter.ts";

Deno.test("edges() shows the magnitude of a step, each operator at its own scale", () => {
  const step = greyImage(new Array(3).fill([0, 0, 10, 10, 10]));
  const row = (operator: string) => channelRows(applyFilter(`edges:${operator}`, step))[1];
  assertEquals(row("sobel"), [0, 40, 40, 0, 0]);
  assertEquals(row("scharr"), [0, 160, 160, 0, 0]);
  assertEquals(row("prewitt"), [0, 30, 30, 0, 0]);
  assertEquals(row("laplacian"), [0, 10, 10, 0, 0]);
});

Deno.test("edges() sees brightness, not colour, and keeps alpha", () => {
  // Both colours have luma 76.
  const image = paint(4, 3, (x) => x < 2 ? [255, 0, 0, 90] : [76, 76, 76, 90]);
  const result = applyFilter("edges", image);
  assertEquals(channelRows(result).flat().every((value) => value === 0), true);
  assertEquals(channelRows(result, 3).flat().every((value) => value === 90), true);
});

Deno.test("edges() is sobel when no operator is named", () => {
  const size = { width: 2, height: 2 };
  assertEquals(stagesOf("edges", size), stagesOf("edges:operator=sobel", size));
});
