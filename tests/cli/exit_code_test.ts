import { assertEquals } from "@std/assert";
import { batchExitCode } from "../../cli/exit_code.ts";
import { fileReport } from "../../jobs/report.ts";

const of = { input: "in", output: "out" };
const done = fileReport({ ...of, status: "completed" });
const failed = fileReport({ ...of, status: "failed", code: "corrupt_image" });
const late = fileReport({ ...of, status: "timed_out", code: "task_timeout" });
const kept = fileReport({ ...of, status: "skipped", code: "output_exists" });
const other = fileReport({ ...of, status: "skipped", code: "unsupported_format" });

const CASES = [
  ["all completed", [done, done], 0],
  ["completed beside what is no picture", [done, other], 0],
  ["all results kept", [kept, kept], 0],
  ["some failed", [done, failed], 1],
  ["some failed beside results kept", [kept, failed], 1],
  ["all failed", [failed, late], 4],
  ["all failed beside what is no picture", [failed, other], 4],
  ["no picture", [other], 3],
  ["nothing", [], 3],
] as const;

for (const [what, reports, code] of CASES) {
  Deno.test(`batchExitCode() is ${code} for ${what}`, () => {
    assertEquals(batchExitCode(reports), code);
  });
}
