/// <reference no-default-lib="true" />
/// <reference lib="deno.worker" />
/**
 * A worker that does its work, but for pictures whose first pixel is marked: whoever is first at such a stage does
 * what the second byte says, and the others go on.
 *
 * @module
 */
import { serveTasks } from "../../../pool/serve_tasks.ts";
import { BandWords } from "../../../task/band_words.ts";
import { frameImage } from "../../../task/frame.ts";
import { type RunContext, runTask } from "../../../task/run_task.ts";
import type { BandTask, Task } from "../../../task/task.ts";

serveTasks(self, async (task: Task, context: RunContext) => {
  if (task.kind === "band") await misbehave(task);
  return await runTask(task, context);
});

async function misbehave({ arena, source }: BandTask): Promise<void> {
  const [mark, fault, tenths] = frameImage(arena, source).data;
  const words = new BandWords(arena.words);
  if (mark !== 250 || words.take() > 0) return;
  // The test hears of it as progress.
  words.advance(1);
  switch (fault) {
    case 1:
      self.close();
      return await new Promise<never>(() => {});
    case 2:
      throw new Error("thrown in a band");
    case 3:
      return scribble(new Uint8Array(arena.memory.buffer), 100 * tenths);
  }
}

/** Writes over everything, again and again, without a look at the cancel word. */
function scribble(memory: Uint8Array, ms: number): void {
  const end = performance.now() + ms;
  for (let value = 0; performance.now() < end; value = (value + 1) & 255) memory.fill(value);
}
