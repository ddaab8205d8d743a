import { assertEquals } from "@std/assert";
import fc from "fast-check";
import type { RgbaImage } from "../../image/rgba_image.ts";
import { prepareStage } from "../../kernels/kernels.ts";
import { simdKernels } from "../../kernels/simd/mod.ts";
import type { Stage } from "../../kernels/stage.ts";
import { arbitraryImage } from "../arbitrary_image.ts";
import { assertSamePixels, dirtyTarget, runStage } from "../kernels/run_stage.ts";
import { assertSameBytes } from "./same_bytes.ts";
import { SQUARES, STAGES } from "./stages.ts";

const ALL = { ...STAGES, ...SQUARES };

/** Pictures of any size; some are opaque but for a few pixels, as scans with a hole. */
const pictures = fc.record({
  image: arbitraryImage(),
  holes: fc.array(fc.nat(), { maxLength: 2 }),
}).map(({ image, holes }) => {
  for (const hole of holes) image.data[4 * (hole % (image.width * image.height)) + 3] = hole & 128;
  return image;
});

for (const [name, stages] of Object.entries(ALL)) {
  Deno.test(`the compiled kernel for ${name} writes the bytes of the reference, and no others`, () => {
    fc.assert(
      fc.property(pictures, stages, fc.integer(), (image, stageFor, seed) => {
        assertSameBytes(stageFor(image), image, seed);
      }),
    );
  });
}

Deno.test("compiled kernels give the bytes of the reference on pictures wider than a portion of rows", () => {
  const image = stripes(9_001, 7);
  for (const stages of Object.values(ALL)) {
    const [stageFor] = fc.sample(stages, { numRuns: 1, seed: 1 });
    assertSameBytes(stageFor(image), image, 5);
  }
});

Deno.test("compiled kernels give the bytes of the reference on pictures of one column", () => {
  const image = stripes(1, 4_001);
  for (const stages of Object.values(ALL)) {
    const [stageFor] = fc.sample(stages, { numRuns: 1, seed: 2 });
    assertSameBytes(stageFor(image), image, 6);
  }
});

Deno.test("compiled kernels that are open at the same time do not disturb each other", () => {
  const image = stripes(61, 40);
  const weights = Uint16Array.of(96, 64, 16);
  const stages: Stage[] = [
    { kind: "blur", weights },
    { kind: "unsharp", weights, amount: 700, threshold: 300 },
    { kind: "gradient", operator: "scharr" },
    { kind: "nonmax", smoothing: weights, low: 20, high: 80 },
  ];
  const open = stages.map((stage) => {
    const target = dirtyTarget(stage, image);
    return { stage, target, runRows: prepareStage(simdKernels, stage, image, target) };
  });
  for (let y = 0; y < image.height; y += 4) open.forEach(({ runRows }) => runRows(y, y + 4));
  for (const { stage, target } of open) assertSamePixels(target, runStage(stage, image));
});

Deno.test("compiled kernels leave weights to the reference that 16 bits do not hold", () => {
  const image = stripes(9, 7);
  const axis = (size: number) => ({
    taps: 2,
    starts: new Int32Array(size),
    weights: Int16Array.from({ length: 2 * size }, (_, i) => i % 2 === 0 ? 32767 : -16383),
  });
  const range = Uint16Array.from({ length: 256 }, (_, i) => 255 - i);
  const stages: Stage[] = [
    { kind: "resample", horizontal: axis(9), vertical: axis(7) },
    { kind: "detail", radius: 1, spatial: new Uint16Array(9).fill(128), range, strength: 256 },
    {
      kind: "detail",
      radius: 1,
      spatial: new Uint16Array(9).fill(129),
      range: range.map((weight) => weight + 1),
      strength: 256,
    },
  ];
  for (const stage of stages) {
    const target = dirtyTarget(stage, image);
    prepareStage(simdKernels, stage, image, target)(0, target.height);
    assertEquals(target.data, runStage(stage, image).data);
  }
});

/** Opaque stripes in all directions. */
function stripes(width: number, height: number): RgbaImage {
  const data = new Uint8ClampedArray(width * height * 4);
  for (let i = 0; i < data.length; i++) {
    const x = (i >> 2) % width;
    const y = Math.floor((i >> 2) / width);
    data[i] = (i & 3) === 3 ? 255 : (x * 37 + y * 11 * ((i & 3) + 1)) & 255;
  }
  return { width, height, data };
}
