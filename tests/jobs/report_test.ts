import { assertEquals } from "@std/assert";
import { fileReport, type FileStatus, perSecond, summarize } from "../../jobs/report.ts";

const USAGE = { wallMs: 2000, cpuUtilization: 0.5, peakRssBytes: 1024 };

function report(status: FileStatus, sourcePixels = 0) {
  return fileReport({ input: "in", output: "out", status, sourcePixels });
}

Deno.test("summarize() counts every status once, and they add up to the total", () => {
  const statuses: FileStatus[] = [
    "completed",
    "completed",
    "failed",
    "cancelled",
    "timed_out",
    "dead",
    "skipped",
  ];
  const summary = summarize(statuses.map((status) => report(status)), USAGE);
  const { total, completed, failed, cancelled, timedOut, dead, skipped } = summary;
  assertEquals(
    [completed, failed, cancelled, timedOut, dead, skipped],
    [2, 1, 1, 1, 1, 1],
  );
  assertEquals(total, statuses.length);
});

Deno.test("summarize() counts speed by completed images only", () => {
  const reports = [report("completed", 3_000_000), report("failed", 9_000_000)];
  const summary = summarize(reports, USAGE);
  assertEquals(summary.imagesPerSecond, 0.5);
  assertEquals(summary.megapixelsPerSecond, 1.5);
});

Deno.test("perSecond() is 0 when no time has passed", () => {
  assertEquals(perSecond(5, 0), 0);
});
