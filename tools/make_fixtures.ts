/**
 * `deno task fixtures`: renders the committed pictures again, and the pair of crops that README.md shows.
 * `deno task fixtures --4k N`: N different 3840x2160 photos in fixtures/4k, for benchmarks.
 *
 * @module
 */
import { fileURLToPath } from "node:url";
import type { Format } from "../codecs/codec.ts";
import { codecFor } from "../codecs/registry.ts";
import { DEFAULT_LIMITS } from "../config.ts";
import { turnForOrientation6, withOrientation6 } from "../fixtures/render/orientation.ts";
import { type Photo, PHOTOS } from "../fixtures/render/photos.ts";
import { type SceneName, SCENES } from "../fixtures/render/scenes.ts";
import { createImage, type RgbaImage } from "../image/rgba_image.ts";
import { makePlan } from "../pipeline/plan.ts";
import { parseRecipe } from "../pipeline/recipe.ts";
import { runPlan } from "../pipeline/run_plan.ts";
import { print } from "./print.ts";

const ROOT = fileURLToPath(new URL("../", import.meta.url));

/** What docs/images shows: this part of a picture, as it is and through this recipe. */
const SHOWN = { file: "mountains.jpg", left: 640, top: 270, width: 800, height: 533 } as const;
const SHOWN_RECIPE = "heavy_sharpen:strength=1.5";

/** Opaque scenes, in the order in which they take turns. */
const SCENES_4K = ["mountains", "city", "still_life", "map", "fabric", "forest"] as const;

const MOST_4K = 10_000;

async function writePhotos(): Promise<void> {
  await Deno.mkdir(`${ROOT}fixtures/photos`, { recursive: true });
  let total = 0;
  for (const photo of PHOTOS) {
    const bytes = await encodePhoto(photo);
    await Deno.writeFile(`${ROOT}fixtures/photos/${photo.file}`, bytes);
    print(`fixtures/photos/${photo.file} ${bytes.length} bytes`);
    total += bytes.length;
  }
  print(`${PHOTOS.length} pictures, ${total} bytes`);
}

async function encodePhoto(photo: Photo): Promise<Uint8Array> {
  const image = SCENES[photo.scene](photo.width, photo.height, photo.seed);
  if (photo.orientation === 1) return await encode(image, photo.format, 85);
  return withOrientation6(await encode(turnForOrientation6(image), photo.format, 85));
}

/** Both crops come from the committed file, so that anyone can repeat what they show. */
async function writeShownPair(): Promise<void> {
  const bytes = await Deno.readFile(`${ROOT}fixtures/photos/${SHOWN.file}`);
  const photo = await (await codecFor("jpeg")).decode(bytes);
  const plan = makePlan(parseRecipe(SHOWN_RECIPE), photo, { limits: DEFAULT_LIMITS });
  const pair = { before: photo, after: finish(runPlan(plan, photo, { bandMs: Infinity })) };
  await Deno.mkdir(`${ROOT}docs/images`, { recursive: true });
  for (const [name, image] of Object.entries(pair)) {
    await Deno.writeFile(`${ROOT}docs/images/${name}.jpg`, await encode(crop(image), "jpeg", 88));
    print(`docs/images/${name}.jpg`);
  }
}

function finish<T>(run: Generator<unknown, T>): T {
  while (true) {
    const step = run.next();
    if (step.done) return step.value;
  }
}

function crop(image: RgbaImage): RgbaImage {
  const { left, top, width, height } = SHOWN;
  const part = createImage(width, height);
  for (let y = 0; y < height; y++) {
    const from = ((top + y) * image.width + left) * 4;
    part.data.set(image.data.subarray(from, from + width * 4), y * width * 4);
  }
  return part;
}

async function write4k(count: number): Promise<void> {
  await Deno.mkdir(`${ROOT}fixtures/4k`, { recursive: true });
  for (let i = 0; i < count; i++) {
    const scene: SceneName = SCENES_4K[i % SCENES_4K.length];
    const name = `${String(i + 1).padStart(4, "0")}_${scene}.jpg`;
    const start = performance.now();
    // Every round of scenes has its own seed, so that no two pictures are alike.
    const image = SCENES[scene](3840, 2160, 100 + i);
    const bytes = await encode(image, "jpeg", 90);
    await Deno.writeFile(`${ROOT}fixtures/4k/${name}`, bytes);
    const seconds = ((performance.now() - start) / 1000).toFixed(1);
    progress(`${i + 1}/${count} ${name} ${(bytes.length / 1e6).toFixed(2)} MB ${seconds} s`);
  }
  print(`${count === 1 ? "1 picture" : `${count} pictures`} in fixtures/4k`);
}

async function encode(image: RgbaImage, format: Format, quality: number): Promise<Uint8Array> {
  const codec = await codecFor(format);
  return await codec.encode(image, { quality, background: [255, 255, 255] });
}

function progress(line: string): void {
  Deno.stderr.writeSync(new TextEncoder().encode(`${line}\n`));
}

const [flag, value, ...more] = Deno.args;
const count = Number(value);
if (flag === undefined) {
  await writePhotos();
  await writeShownPair();
} else if (
  flag === "--4k" && more.length === 0 && Number.isInteger(count) && count >= 1 && count <= MOST_4K
) {
  await write4k(count);
} else {
  print(`Usage: deno task fixtures [--4k N], N from 1 to ${MOST_4K}`);
  Deno.exit(2);
}
