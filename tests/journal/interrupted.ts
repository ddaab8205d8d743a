/** Batches of the real program that are stopped half-way, and what is left of them. @module */
import { assert, assertEquals } from "@std/assert";
import { type Ended, jsonReport, Running } from "../cli/pixelpool.ts";
import { writePicture } from "../picture.ts";
import { namesIn } from "../temporary_folder.ts";

/** Recipe and format of all runs: slow enough to be caught, and nothing like the inputs. */
const WORK = ["-f", "heavy_sharpen:radius=8,resize:40", "--format", "png", "--workers", "2"];

/** Longer than any batch here takes. */
const PATIENCE_MS = 120_000;

/** Makes `count` small pictures, each different. */
export async function makeInputs(root: string, count: number): Promise<void> {
  await Deno.mkdir(`${root}/in`);
  for (let i = 0; i < count; i++) {
    const format = i % 4 === 0 ? "png" : "jpeg";
    const size = { width: 80 + i % 9, height: 60 + i % 7 };
    await writePicture(`${root}/in/${i}.${format}`, { ...size, format, seed: i });
  }
}

/** Starts a batch over them. */
export function startBatch(root: string, out: string, ...more: readonly string[]): Running {
  return new Running(root, ["process", "in", ...WORK, "-o", out, "--json", ...more]);
}

/** Names of results; what begins with a dot is none. */
export function resultsIn(folder: string): string[] {
  return namesIn(folder).filter((name) => !name.startsWith("."));
}

/** Waits until `count` results are there, or until the batch is over. */
export async function results(folder: string, count: number, ended: Promise<Ended>): Promise<void> {
  let isOver = false;
  const over = () => void (isOver = true);
  ended.then(over, over);
  const end = performance.now() + PATIENCE_MS;
  while (!isOver && resultsIn(folder).length < count) {
    if (performance.now() > end) throw new Error(`Still fewer than ${count} results`);
    await new Promise((resolve) => setTimeout(resolve, 1));
  }
}

/** Stops a batch when `share` of its results are there; returns how many there are afterwards. */
export async function stopBatch(
  root: string,
  out: string,
  signal: "SIGINT" | "SIGKILL",
  share: number,
): Promise<{ readonly present: number; readonly ended: Ended }> {
  const count = namesIn(`${root}/in`).length;
  const running = startBatch(root, out);
  const end = running.ended();
  await results(`${root}/${out}`, Math.ceil(share * count), end);
  try {
    running.kill(signal);
  } catch {
    // The batch was faster.
  }
  const ended = await end;
  return { present: resultsIn(`${root}/${out}`).length, ended };
}

/** Every result that is there is whole. */
export function assertWhole(folder: string, undisturbed: string): void {
  for (const name of resultsIn(folder)) {
    assertEquals(
      Deno.readFileSync(`${folder}/${name}`),
      Deno.readFileSync(`${undisturbed}/${name}`),
    );
  }
}

/** Resumes a stopped batch: it ends as if nothing had been, and does not do everything again. */
export async function assertResumes(root: string, out: string, undisturbed: string): Promise<void> {
  const count = namesIn(`${root}/in`).length;
  const present = resultsIn(`${root}/${out}`).length;
  const ended = await startBatch(root, out, "--resume").ended();
  assertEquals(ended.code, 0, ended.stderr);
  const { summary, files } = jsonReport(ended);
  assertEquals(summary.completed + summary.skipped, count);
  assert(summary.skipped <= present, `${summary.skipped} skipped of ${present} present`);
  // Those in flight may have got their name without having been written down.
  assert(
    summary.skipped >= present - IN_FLIGHT,
    `${summary.skipped} skipped of ${present} present`,
  );
  assertEquals(files.filter(({ resumed }) => resumed).length, summary.skipped);
  assertEquals(namesIn(`${root}/${out}`), namesIn(`${root}/${undisturbed}`));
  assertWhole(`${root}/${out}`, `${root}/${undisturbed}`);
}

/** Most pictures that two workers have in flight. */
const IN_FLIGHT = 8;
