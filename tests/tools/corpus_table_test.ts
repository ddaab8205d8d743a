import { assertEquals, assertStringIncludes } from "@std/assert";
import { corpusPage, type CorpusResult } from "../../tools/corpus_table.ts";

function result(file: string, format: string | null, rest: Partial<CorpusResult>): CorpusResult {
  return {
    entry: { file, format, expect: "ok" },
    ...{ verdict: "right", code: undefined, ms: 1, peakBytes: 70e6 },
    ...rest,
  };
}

Deno.test("corpusPage() counts by folder and format what was right, read and refused, with the worst of each", () => {
  const page = corpusPage([
    result("valid/a/1.jpg", "jpeg", { ms: 3.4 }),
    result("valid/a/2.jpg", "jpeg", { verdict: "right size", peakBytes: 90.4e6 }),
    result("valid/a/3.jpg", "jpeg", { verdict: "corrupt_image", code: "corrupt_image", ms: 2 }),
    // It was read, but the program refused the size of its result.
    result("valid/a/4.jpg", "jpeg", { code: "too_many_pixels" }),
    result("valid/a/5.avif", "heif", {}),
    result("broken/b/6", null, { verdict: "unsupported_format", code: "unsupported_format" }),
  ]);
  const rows = page.split("\n").filter((line) => /^\| (?!Folder|---)/.test(line));
  assertEquals(rows, [
    "| broken/b | none | 1 | 0 | 0 | 1 `unsupported_format` | 1 | 70 |",
    "| valid/a | AVIF | 1 | 1 | 0 |  | 1 | 70 |",
    "| valid/a | JPEG | 4 | 1 | 1 | 1 `corrupt_image`, 1 `too_many_pixels` | 3 | 90 |",
    "| **all** | | 6 | 2 | 1 | 1 `corrupt_image`, 1 `too_many_pixels`, 1 `unsupported_format` | 3 | 90 |",
  ]);
  assertStringIncludes(page, "Each of the 6 files");
});
