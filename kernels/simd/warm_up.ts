/** Gets compiled kernels up to speed before there is a picture to wait for them. @module */
import { createImage } from "../../image/rgba_image.ts";
import { prepareStage } from "../kernels.ts";
import { type AxisWeights, type Stage, stageOutputSize } from "../stage.ts";
import { simdKernels } from "./mod.ts";

/**
 * The runtime compiles a function quickly at first, and again with care once it has done some work. So much has most of
 * them compiled again a moment later, for all workers of the process, and takes 40 to 50 ms of a core.
 */
const SIDE = 128;
const TIMES = 3;

const HALF_KERNEL = Uint16Array.of(64, 56, 28, 10, 2);

/** Every other sample of two. */
const HALF_SIZE: AxisWeights = {
  taps: 2,
  starts: Int32Array.from({ length: SIDE / 2 }, (_, i) => 2 * i),
  weights: new Int16Array(SIDE).fill(8192),
};

/** One stage for each function that photos run through. */
const STAGES: readonly Stage[] = [
  { kind: "luma" },
  { kind: "lut", table: Uint8Array.from({ length: 256 }, (_, i) => Math.min(255, 2 * i)) },
  { kind: "lut", table: Uint8Array.from({ length: 256 }, (_, i) => Math.sqrt(255 * i)) },
  { kind: "blur", weights: HALF_KERNEL },
  { kind: "unsharp", weights: HALF_KERNEL, amount: 256, threshold: 0 },
  { kind: "gradient", operator: "sobel" },
  { kind: "nonmax", smoothing: HALF_KERNEL, low: 20, high: 60 },
  { kind: "resample", horizontal: HALF_SIZE, vertical: HALF_SIZE },
  {
    kind: "detail",
    radius: 2,
    spatial: new Uint16Array(25).fill(64),
    range: Uint16Array.from({ length: 256 }, (_, i) => Math.max(0, 256 - 3 * i)),
    strength: 256,
  },
];

/** Runs every kernel some times on an opaque picture. */
export function warmUpKernels(): void {
  const source = createImage(SIDE, SIDE);
  source.data.forEach((_, i) => source.data[i] = i % 4 === 3 ? 255 : (i >> 6) ^ i);
  for (const stage of STAGES) {
    const { width, height } = stageOutputSize(stage, source);
    const target = createImage(width, height);
    const runRows = prepareStage(simdKernels, stage, source, target);
    for (let i = 0; i < TIMES; i++) runRows(0, height);
  }
}
