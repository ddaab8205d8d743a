/** Runs the kernel that a plugin brought along. @module */
import { InputError } from "../../errors.ts";
import { pixelWords, type RgbaImage } from "../../image/rgba_image.ts";
import { findKernel } from "../custom.ts";
import type { RunRows } from "../kernels.ts";
import type { CustomStage } from "../stage.ts";

/** Border and alpha: as the plugin says. */
export function custom(stage: CustomStage, source: RgbaImage, target: RgbaImage): RunRows {
  const runRows = findKernel(stage)(source, target, stage.params);
  if (typeof runRows === "function") return onBlankRows(runRows, target);
  throw new InputError(
    "bad_plugin",
    `Cannot run filter '${stage.filter}' as its kernel '${stage.kernel}' must return a function: ` +
      `current value is ${runRows}`,
  );
}

/** The memory of a target was another picture's before: what a kernel forgets to write is nothing, not that. */
function onBlankRows(runRows: RunRows, target: RgbaImage): RunRows {
  const words = pixelWords(target);
  return (from, to) => {
    words.fill(0, from * target.width, to * target.width);
    runRows(from, to);
  };
}
