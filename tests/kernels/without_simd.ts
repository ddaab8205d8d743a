/** Prints what a program does on a machine whose SIMD is switched off. @module */
import { createImage } from "../../image/rgba_image.ts";
import { kernelSet, useKernels } from "../../kernels/active.ts";
import { makePlan } from "../../pipeline/plan.ts";
import { parseRecipe } from "../../pipeline/recipe.ts";
import { SyncExecutor } from "../../pool/sync_executor.ts";

const before = kernelSet();
useKernels("simd");
const image = createImage(1, 1);
image.data.set([180, 0, 0, 9]);
const limits = { maxPixels: 1, maxSide: 1, maxBytes: 1, maxScans: 1 };
const plan = makePlan(parseRecipe("grayscale"), image, { limits });
await using executor = new SyncExecutor();
const result = await executor.run({ kind: "apply", image, plan });
const { kernels } = executor.stats();
const pixels = [...result.image.data];
// deno-lint-ignore no-console -- it is what the program is for
console.log(JSON.stringify({ sets: [before, kernelSet()], kernels, pixels }));
