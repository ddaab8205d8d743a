/** Holds compiled kernels against the reference: whole, in bands, over copies and in shared memory. @module */
import { fail } from "@std/assert";
import type { RgbaImage } from "../../image/rgba_image.ts";
import { homeOf, rememberHome } from "../../image/wasm_home.ts";
import { prepareStage } from "../../kernels/kernels.ts";
import { simdKernels } from "../../kernels/simd/mod.ts";
import { simdSupported } from "../../kernels/simd/supported.ts";
import { type Stage, stageOutputSize } from "../../kernels/stage.ts";
import { assertSamePixels, dirtyTarget, runStage, shuffledBands } from "../kernels/run_stage.ts";

if (!simdSupported) fail("this machine has no SIMD: the kernels cannot be compared");

/** Fails unless the compiled kernel writes what the reference writes, whole and in bands, and nothing else. */
export function assertSameBytes(stage: Stage, source: RgbaImage, seed: number): void {
  const before = source.data.slice();
  const expected = runStage(stage, source);
  const whole = dirtyTarget(stage, source);
  prepareStage(simdKernels, stage, source, whole)(0, whole.height);
  assertSamePixels(whole, expected);
  assertSamePixels(runInBands(stage, source, dirtyTarget(stage, source), seed), expected);
  const shared = new SharedPictures(stage, source);
  assertSamePixels(runInBands(stage, shared.source, shared.target, seed), expected);
  shared.check(before);
}

function runInBands(stage: Stage, source: RgbaImage, target: RgbaImage, seed: number): RgbaImage {
  const runRows = prepareStage(simdKernels, stage, source, target);
  for (const [from, to] of shuffledBands(target.height, seed)) runRows(from, to);
  return target;
}

const PAGE = 65536;
const FENCE = 64;
const memory = new WebAssembly.Memory({ initial: 16, maximum: 1024, shared: true });

/** Source and target one behind the other in a shared memory, with a fence around the target. */
class SharedPictures {
  readonly source: RgbaImage;
  readonly target: RgbaImage;
  readonly #fences: readonly Uint8ClampedArray[];

  constructor(stage: Stage, source: RgbaImage) {
    const size = stageOutputSize(stage, source);
    // The kernels let the memory grow, and then its buffer is another one.
    rememberHome(memory);
    const { buffer } = memory;
    const first = PAGE;
    const second = first + source.data.length + FENCE;
    const bytes = size.width * size.height * 4;
    const end = second + bytes + FENCE;
    if (end > 16 * PAGE) fail(`pictures of ${end} bytes do not fit the memory of the test`);
    this.source = { ...source, data: new Uint8ClampedArray(buffer, first, source.data.length) };
    this.source.data.set(source.data);
    this.target = { ...size, data: new Uint8ClampedArray(buffer, second, bytes) };
    if (homeOf(this.source) !== memory || homeOf(this.target) !== memory) {
      fail("the pictures are not at home in the memory, so that kernels would copy rows");
    }
    this.#fences = [second - FENCE, second + bytes].map((at) =>
      new Uint8ClampedArray(buffer, at, FENCE).fill(0xa5)
    );
  }

  check(source: Uint8ClampedArray): void {
    if (this.#fences.some((fence) => fence.some((byte) => byte !== 0xa5))) {
      fail("the kernel wrote beyond its target");
    }
    if (this.source.data.some((byte, i) => byte !== source[i])) fail("the source was written to");
  }
}
