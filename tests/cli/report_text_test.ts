import { assertEquals } from "@std/assert";
import type { Engine } from "../../app.ts";
import { formatBytes, formatMs, formatRate, plural } from "../../cli/format_text.ts";
import { fileLines, summaryLines } from "../../cli/report_text.ts";
import { fileReport, summarize } from "../../jobs/report.ts";

const ENGINE = {
  mode: "workers",
  workers: 2,
  concurrency: 4,
  memoryFactor: 1,
  sandboxed: true,
  isolated: false,
  reason: "it was asked for",
  candidates: [],
} as const;
const USAGE = { wallMs: 2000, cpuUtilization: 0.914, peakRssBytes: 200 * 1024 * 1024 };
const DONE = fileReport({
  input: "a.jpg",
  output: "out/a.jpg",
  status: "completed",
  size: { width: 1600, height: 1067 },
  sourcePixels: 8_000_000,
  bytesOut: 250_000,
  timings: { queue: 100, decode: 1, filter: 2, encode: 3, total: 412 },
  warnings: ["The picture has 3 frames"],
});
const FAILED = fileReport({
  input: "b.jpg",
  output: "out/b.jpg",
  status: "timed_out",
  code: "task_timeout",
  message: "Cannot finish",
});
const KEPT = fileReport({
  input: "c.jpg",
  output: "out/c.jpg",
  status: "skipped",
  code: "output_exists",
  message: "The result exists already",
});

Deno.test("fileLines() tells size, bytes and time without waiting, and warnings", () => {
  assertEquals(fileLines(DONE), [
    "a.jpg -> out/a.jpg  1600x1067  244 KiB  312 ms",
    "  note: The picture has 3 frames",
  ]);
});

Deno.test("fileLines() tells why a file did not complete", () => {
  assertEquals(fileLines(FAILED), ["b.jpg: timed out: Cannot finish (task_timeout)"]);
  assertEquals(fileLines(KEPT), ["c.jpg: skipped: The result exists already"]);
});

Deno.test("summaryLines() tells results of an earlier run from those that --overwrite kept", () => {
  const resumed = { ...KEPT, resumed: true };
  const reports = [DONE, resumed, resumed, KEPT];
  assertEquals(summaryLines(ENGINE, reports, summarize(reports, USAGE)).slice(0, 3), [
    "1 of 4 files completed in 2.00 s, 3 skipped",
    "2 results whole since an earlier run",
    "1 result kept as --overwrite is never",
  ]);
});

Deno.test("summaryLines() tells counts and speed", () => {
  const reports = [DONE, FAILED];
  assertEquals(summaryLines(ENGINE, reports, summarize(reports, USAGE)), [
    "1 of 2 files completed in 2.00 s, 1 timed out",
    "2 workers, 0.50 images/s, 4.00 MP/s, CPU 91 %, peak memory 200.0 MiB",
  ]);
});

Deno.test("summaryLines() says plainly that all results existed", () => {
  const lines = summaryLines(ENGINE, [KEPT], summarize([KEPT], USAGE));
  assertEquals(lines[1], "Nothing was written: 1 result exists already and --overwrite is never");
});

Deno.test("summaryLines() says when there was no sandbox", () => {
  const engine = { ...ENGINE, mode: "async", workers: 0, sandboxed: false } as const;
  const [, speed] = summaryLines(engine, [DONE], summarize([DONE], USAGE));
  assertEquals(speed.startsWith("async mode, no sandbox, "), true);
});

Deno.test("summaryLines() says how bands and workers of a process of their own ran", () => {
  const speedOf = (engine: Engine): string =>
    summaryLines(engine, [DONE], summarize([DONE], USAGE))[1];
  assertEquals(speedOf({ ...ENGINE, mode: "bands" }).startsWith("bands on 2 workers, "), true);
  assertEquals(
    speedOf({ ...ENGINE, isolated: true }),
    "2 workers, isolated, 0.50 images/s, 4.00 MP/s",
  );
});

Deno.test("formatMs(), formatBytes(), formatRate() and plural() read naturally", () => {
  assertEquals([3.4, 999, 1500, 125_000].map(formatMs), ["3 ms", "999 ms", "1.50 s", "2 min 5 s"]);
  assertEquals(
    [5, 2048, 1.5 * 1024 ** 2, 2.5 * 1024 ** 3].map(formatBytes),
    ["5 B", "2 KiB", "1.5 MiB", "2.5 GiB"],
  );
  assertEquals([0.123, 12.34, 123.4].map(formatRate), ["0.12", "12.3", "123"]);
  assertEquals([plural(1, "file"), plural(2, "file")], ["1 file", "2 files"]);
});
