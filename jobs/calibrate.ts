/** Measures this machine when nothing is known of it; takes about a quarter of a second. @module */
import { codecFor } from "../codecs/registry.ts";
import { DEFAULT_LIMITS } from "../config.ts";
import { createImage, type RgbaImage } from "../image/rgba_image.ts";
import { parseRecipe } from "../pipeline/recipe.ts";
import { runPlan } from "../pipeline/run_plan.ts";
import { WorkerPool } from "../pool/worker_pool.ts";
import { forecastImage, type ImageForecast } from "./forecast.ts";
import { DEFAULT_MACHINE, type Machine } from "./machine.ts";

const SIDE = 640;
const RECIPE = "blur:sigma=2";

/** The first run compiles, the others are what a batch sees. */
const RUNS = 3;

/** Runs a filter, a codec and the start of a worker, each as a batch would, and compares with their forecasts. */
export async function calibrate(): Promise<Machine> {
  const codec = await codecFor("jpeg");
  const encode = { quality: 85, background: [255, 255, 255] } as const;
  const bytes = await codec.encode(pattern(SIDE), encode);
  const steps = parseRecipe(RECIPE);
  const forecast = forecastImage(bytes, { steps, format: undefined, limits: DEFAULT_LIMITS });
  const { times, plan } = forecast;
  const codecMs = await quickest(async () => {
    await codec.encode(await codec.decode(bytes), encode);
  });
  const image = await codec.decode(bytes);
  const filterMs = await quickest(() => runWhole(plan, image));
  return {
    filterFactor: filterMs / times.filter,
    codecFactor: codecMs / (times.decode + times.encode),
    workerStartMs: await measureStart() ?? DEFAULT_MACHINE.workerStartMs,
  };
}

async function quickest(run: () => void | Promise<void>): Promise<number> {
  let best = Infinity;
  for (let i = 0; i < RUNS; i++) {
    const started = performance.now();
    await run();
    best = Math.min(best, performance.now() - started);
  }
  return best;
}

function runWhole(plan: ImageForecast["plan"], image: RgbaImage): void {
  const run = runPlan(plan, image, { bandMs: Infinity });
  while (!run.next().done);
}

/** `undefined` where no worker can be started. */
async function measureStart(): Promise<number | undefined> {
  const started = performance.now();
  await using pool = new WorkerPool({ workers: 1 });
  try {
    await pool.ready();
    return performance.now() - started;
  } catch {
    return undefined;
  }
}

/** Soft and hard edges in all directions: no codec finds it easier than a photo. */
function pattern(side: number): RgbaImage {
  const image = createImage(side, side);
  for (let i = 0; i < side * side; i++) {
    const [x, y] = [i % side, Math.floor(i / side)];
    image.data[4 * i] = 128 + 100 * Math.sin(x / 5);
    image.data[4 * i + 1] = 128 + 100 * Math.sin(y / 7 + x / 11);
    image.data[4 * i + 2] = (x * y) >> 4 & 255;
    image.data[4 * i + 3] = 255;
  }
  return image;
}
