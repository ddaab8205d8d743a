import { assert } from "@std/assert";
import { measureUsage } from "../../jobs/usage.ts";

Deno.test("measureUsage() sees time, processor and memory of this process", () => {
  const usage = measureUsage();
  // Long enough for the processor clock, which ticks in steps of 10 ms.
  for (const end = performance.now() + 120; performance.now() < end;);
  const { wallMs, cpuUtilization, peakRssBytes } = usage();
  assert(wallMs >= 120);
  assert(cpuUtilization > 0 && cpuUtilization <= 1);
  assert(peakRssBytes > 10 * 1024 * 1024);
});
