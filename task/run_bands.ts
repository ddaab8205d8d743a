/** Runs bands of one stage, from shared memory to shared memory. @module */
import { BAND_MS } from "../pipeline/run_plan.ts";
import { openStage, rowsInTime, runInSteps } from "../pipeline/run_stage.ts";
import { BandWords } from "./band_words.ts";
import { startClock } from "./clock.ts";
import { frameImage } from "./frame.ts";
import { type RunContext, runToEnd } from "./run_context.ts";
import type { BandResult, BandTask } from "./task.ts";

/**
 * Fills the rows of every band that nobody else has taken, until none is left.
 *
 * @throws whatever `context.checkpoint` throws
 */
export async function runBands(task: BandTask, context: RunContext): Promise<BandResult> {
  const clock = startClock();
  await runToEnd(bandsLeft(task, context.bandMs ?? BAND_MS), context);
  const filter = clock.lap();
  return { kind: "band", timings: { queue: 0, decode: 0, filter, encode: 0, total: filter } };
}

function* bandsLeft(task: BandTask, stepMs: number): Generator<void, void> {
  const { arena, stage, source, target, bands } = task;
  const words = new BandWords(arena.words);
  let index = words.take();
  // To prepare a stage is not free: some kernels look at every pixel of the source.
  if (index >= bands.length) return;
  const runRows = openStage(stage, frameImage(arena, source), frameImage(arena, target));
  const step = rowsInTime(stage, source, stepMs);
  for (; index < bands.length; index = words.take()) {
    let [done] = bands[index];
    for (const row of runInSteps(runRows, bands[index], step)) {
      words.advance(row - done);
      done = row;
      yield;
    }
  }
}
