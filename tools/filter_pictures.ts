/** The pictures of docs/filters.md: what each filter makes of one small photo, drawn by the product itself. @module */
import { decoderFor, encoderFor } from "../codecs/registry.ts";
import { DEFAULT_LIMITS } from "../config.ts";
import { FILTERS } from "../filters/registry.ts";
import type { RgbaImage } from "../image/rgba_image.ts";
import { makePlan } from "../pipeline/plan.ts";
import { parseRecipe } from "../pipeline/recipe.ts";
import { runPlan } from "../pipeline/run_plan.ts";

/** Colours, textures, highlights, hard edges and soft shadows in one. */
const PHOTO = new URL("../fixtures/photos/still_life.jpg", import.meta.url);

/** Small enough that thirty of them weigh less than a photo. */
const ORIGINAL_RECIPE = "resize:320";

/** Where the example of a filter is for larger pictures. */
const SHOWN: Readonly<Record<string, string>> = {
  resize: "resize:160",
  crop: "crop:160:height=120",
};

/** What the picture of a filter shows. */
export function shownRecipe(name: string): string {
  return SHOWN[name] ?? FILTERS[name].example;
}

/** Where the picture of a filter lies, from docs/; without a name that of the unfiltered one. */
export function picturePath(name = "original"): string {
  return `images/filters/${name}.jpg`;
}

/** Every picture by its path from the root of the repository. */
export function filterPictures(): Record<string, () => Promise<Uint8Array>> {
  const names = Object.keys(FILTERS);
  return Object.fromEntries([
    [`docs/${picturePath()}`, async () => await encode(await original())],
    ...names.map((name) => [`docs/${picturePath(name)}`, () => drawn(shownRecipe(name))]),
  ]);
}

const DRAWN = new Map<string, Promise<Uint8Array>>();

/** The bytes of one picture; drawn once however often they are asked for. */
function drawn(recipe: string): Promise<Uint8Array> {
  const known = DRAWN.get(recipe) ?? original().then((image) => encode(filtered(recipe, image)));
  DRAWN.set(recipe, known);
  return known;
}

let photo: Promise<RgbaImage> | undefined;

function original(): Promise<RgbaImage> {
  photo ??= readPhoto().then((image) => filtered(ORIGINAL_RECIPE, image));
  return photo;
}

async function readPhoto(): Promise<RgbaImage> {
  const decoder = await decoderFor("jpeg");
  return await decoder.decode(await Deno.readFile(PHOTO));
}

function filtered(recipe: string, image: RgbaImage): RgbaImage {
  const plan = makePlan(parseRecipe(recipe), image, { limits: DEFAULT_LIMITS });
  const run = runPlan(plan, image, { bandMs: Infinity });
  while (true) {
    const step = run.next();
    if (step.done) return step.value;
  }
}

async function encode(image: RgbaImage): Promise<Uint8Array> {
  const encoder = await encoderFor("jpeg");
  return await encoder.encode(image, { quality: 80, background: [255, 255, 255] });
}
