/** The jobs of a run: pictures and recipes that follow from seed and number, and what must come out. @module */
import { codecFor } from "../codecs/registry.ts";
import { DEFAULT_LIMITS, DEFAULTS } from "../config.ts";
import { createImage, pixelWords, type RgbaImage, type Size } from "../image/rgba_image.ts";
import { makePlan, type Plan } from "../pipeline/plan.ts";
import { parseRecipe, type Step } from "../pipeline/recipe.ts";
import { runTask } from "../task/run_task.ts";
import type { Task, TaskResult } from "../task/task.ts";
import { hash } from "./faults.ts";
import { labelImage, labelPng } from "./label.ts";

/** A smoothing and a gradient: two stages with halo, the second one with another number of channels. */
const RECIPE = "blur:1.2,edges";

/** Every so many jobs one is a file, the others are pixels. */
const CONVERT_EVERY = 8;

/** Every other picture has transparency. */
const OPAQUE = 0xff000000 | 0;

const ENCODE = { quality: DEFAULTS.quality, background: [255, 255, 255] } as const;

/** Makes the tasks of a run and knows their results. */
export class JobMaker {
  readonly #seed: number;
  readonly #size: Size;
  readonly #steps: readonly Step[] = parseRecipe(RECIPE);
  readonly #plan: Plan;

  /**
   * Jobs with pictures of `size`.
   *
   * @throws {LimitError} `too_many_pixels`
   */
  constructor(seed: number, size: Size) {
    this.#seed = seed;
    this.#size = size;
    this.#plan = makePlan(this.#steps, size, { limits: DEFAULT_LIMITS });
  }

  /** The task of a job, always the same one; its memory is new. */
  async task(job: number): Promise<Task> {
    const image = this.#picture(job);
    if (job % CONVERT_EVERY !== CONVERT_EVERY - 1) {
      return { kind: "apply", image, plan: this.#plan };
    }
    const codec = await codecFor("png");
    return {
      kind: "convert",
      bytes: labelPng(await codec.encode(image, ENCODE), job),
      steps: this.#steps,
      format: "png",
      encode: ENCODE,
      limits: DEFAULT_LIMITS,
      codec: undefined,
    };
  }

  /** Whether a result is, byte for byte, what this thread computes from the same job. */
  async isRight(job: number, result: TaskResult): Promise<boolean> {
    const expected = await runTask(await this.task(job), { checkpoint() {} });
    return sameBytes(bytesOf(expected), bytesOf(result)) && expected.kind === result.kind;
  }

  /** Noise that no other job has, so that a result that went to the wrong caller is seen. */
  #picture(job: number): RgbaImage {
    const image = createImage(this.#size.width, this.#size.height);
    const words = pixelWords(image);
    const alpha = job % 2 === 0 ? OPAQUE : 0;
    let state = hash(this.#seed, job);
    for (let i = 0; i < words.length; i++) {
      // The generator of Numerical Recipes; its low bits are weak, which does not matter here.
      state = (Math.imul(state, 1664525) + 1013904223) | 0;
      words[i] = state | alpha;
    }
    labelImage(image, job);
    return image;
  }
}

function bytesOf(result: TaskResult): Uint8Array | Uint8ClampedArray {
  switch (result.kind) {
    case "apply":
      return result.image.data;
    case "convert":
    case "encode":
      return result.bytes;
    default:
      return new Uint8Array();
  }
}

function sameBytes(
  a: Uint8Array | Uint8ClampedArray,
  b: Uint8Array | Uint8ClampedArray,
): boolean {
  if (a.length !== b.length) return false;
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false;
  return true;
}
