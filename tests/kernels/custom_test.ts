import { assertEquals, assertThrows } from "@std/assert";
import { InputError } from "../../errors.ts";
import { customStage, registerKernels } from "../../kernels/custom.ts";
import { isSplittable, stageHalo, stageOutputSize } from "../../kernels/stage.ts";
import { channelRows, greyImage, runStage } from "./run_stage.ts";

const SIZE = { width: 2, height: 1 };

Deno.test("customStage() is plain data that says size, halo and whether it can be cut", () => {
  const stage = customStage({ filter: "f", kernel: "k", size: SIZE });
  assertEquals(structuredClone(stage), stage);
  assertEquals(stageOutputSize(stage, { width: 9, height: 9 }), SIZE);
  assertEquals([stageHalo(stage), isSplittable(stage)], [Infinity, true]);
  const whole = customStage({ filter: "f", kernel: "k", size: SIZE, halo: 2, splittable: false });
  assertEquals([stageHalo(whole), isSplittable(whole)], [2, false]);
});

Deno.test("customStage() refuses numbers that no plan can use", () => {
  const base = { filter: "f", kernel: "k", size: SIZE };
  for (
    const [name, wrong] of Object.entries({
      width: { size: { width: 0, height: 1 } },
      height: { size: { width: 1, height: 1.5 } },
      halo: { halo: -1 },
      nsPerPixel: { nsPerPixel: NaN },
    })
  ) {
    assertThrows(() => customStage({ ...base, ...wrong }), RangeError, `'${name}' must be`);
  }
});

Deno.test("custom() runs the kernel that was registered, with its parameters", () => {
  registerKernels("mirror_test", {
    mirror(source, target, { less }: { less: number }) {
      return (from, to) => {
        for (let y = from; y < to; y++) {
          for (let x = 0; x < source.width; x++) {
            const at = 4 * (y * source.width + source.width - 1 - x);
            const pixel = source.data.subarray(at, at + 4);
            target.data.set(pixel.map((value) => value - less), 4 * (y * source.width + x));
          }
        }
      };
    },
  });
  const stage = customStage({
    filter: "mirror_test",
    kernel: "mirror",
    params: { less: 1 },
    size: SIZE,
  });
  assertEquals(channelRows(runStage(stage, greyImage([[10, 20]]))), [[19, 9]]);
});

Deno.test("custom() says so when its kernel is unknown here, or returns no function", () => {
  registerKernels("empty_test", { nothing: (() => undefined) as never });
  const image = greyImage([[1, 2]]);
  for (
    const [filter, kernel, message] of [
      ["empty_test", "other", "its kernel 'other' is not loaded here"],
      ["absent_test", "nothing", "its kernel 'nothing' is not loaded here"],
      ["empty_test", "nothing", "must return a function: current value is undefined"],
    ]
  ) {
    const stage = customStage({ filter, kernel, size: SIZE });
    const error = assertThrows(() => runStage(stage, image), InputError, message);
    assertEquals(error.code, "bad_plugin");
  }
});
