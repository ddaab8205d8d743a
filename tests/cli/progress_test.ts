import { assertEquals, assertStringIncludes } from "@std/assert";
import { formatEta, Progress } from "../../cli/progress.ts";
import { fileReport } from "../../jobs/report.ts";
import { RecordedOutput } from "./recorded_output.ts";

const DONE = fileReport({
  input: "a",
  output: "b",
  status: "completed",
  sourcePixels: 2_000_000,
});
const FAILED = fileReport({ input: "a", output: "b", status: "failed" });

function clock(): { now: () => number; pass: (ms: number) => void } {
  let time = 1000;
  return { now: () => time, pass: (ms) => time += ms };
}

Deno.test("Progress draws a bar with speed, megapixels and the time left", () => {
  const output = new RecordedOutput(true);
  const { now, pass } = clock();
  const progress = new Progress(output, 4, { now });
  pass(1000);
  progress.settle(DONE);
  assertEquals(output.redraws, [
    "[######------------------] 1/4  1.00 images/s  2.00 MP/s  ETA 3 s",
  ]);
});

Deno.test("Progress redraws at most once in its interval, however many jobs end", () => {
  const output = new RecordedOutput(true);
  const { now, pass } = clock();
  const progress = new Progress(output, 1000, { now, redrawMs: 100 });
  for (let i = 0; i < 1000; i++) {
    pass(1);
    progress.settle(DONE);
  }
  assertEquals(output.redraws.length, 10);
});

Deno.test("Progress never draws beyond the width of the terminal", () => {
  const output = new RecordedOutput(true, 20);
  new Progress(output, 3).tick();
  assertEquals(output.redraws[0].length, 19);
});

Deno.test("Progress writes lines where nothing can be redrawn, and none for a short batch", () => {
  const output = new RecordedOutput(false);
  const { now, pass } = clock();
  const progress = new Progress(output, 3, { now, lineMs: 2000 });
  pass(1000);
  progress.settle(DONE);
  assertEquals(output.notes, []);
  pass(1500);
  progress.settle(FAILED);
  assertEquals(output.notes.length, 1);
  assertStringIncludes(output.notes[0], "2/3");
  assertStringIncludes(output.notes[0], "1 failure");
  progress.finish();
  assertEquals(output.redraws, []);
});

Deno.test("Progress.finish() takes the bar away", () => {
  const output = new RecordedOutput(true);
  const progress = new Progress(output, 3);
  progress.tick();
  progress.finish();
  progress.finish();
  assertEquals(output.redraws.slice(1), [""]);
});

Deno.test("formatEta() rounds up and grows with the time", () => {
  assertEquals(formatEta(1), "1 s");
  assertEquals(formatEta(59_000), "59 s");
  assertEquals(formatEta(185_000), "3:05");
  assertEquals(formatEta(3_729_000), "1:02:09");
});
