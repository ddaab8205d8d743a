import { assertEquals } from "@std/assert";
import { formatRecord, parseRecord } from "../../journal/record.ts";
import { SAMPLES } from "./records.ts";

Deno.test("parseRecord() gives back what formatRecord() was given, one line of JSON each", () => {
  for (const record of SAMPLES) {
    const line = formatRecord(record);
    assertEquals(line.indexOf("\n"), line.length - 1);
    assertEquals(JSON.parse(line).record, record);
    assertEquals(parseRecord(line.slice(0, -1)), record);
  }
});

Deno.test("parseRecord() takes no line in which a character is wrong or missing", () => {
  for (const record of SAMPLES) {
    const line = formatRecord(record).slice(0, -1);
    for (let at = 0; at < line.length; at++) {
      const other = line[at] === "x" ? "y" : "x";
      assertEquals(parseRecord(line.slice(0, at) + other + line.slice(at + 1)), undefined);
      assertEquals(parseRecord(line.slice(0, at) + line.slice(at + 1)), undefined);
      assertEquals(parseRecord(line.slice(0, at)), undefined);
    }
    assertEquals(parseRecord(`${line}${line}`), undefined);
  }
});

Deno.test("parseRecord() takes no record of another shape, version or kind, however sound its line is", () => {
  const [run, done, , failed, end] = SAMPLES;
  const strange: unknown[] = [
    { ...run, version: 2 },
    { ...run, pid: "41" },
    { ...run, details: null },
    { ...done, input_mtime: "now" },
    { ...done, output_sha256: undefined },
    { ...failed, state: "cancelled" },
    { ...end, state: "over" },
    { type: "pause" },
    [],
    null,
    7,
  ];
  for (const value of strange) {
    // Whoever writes a later version signs its lines as well.
    const line = formatRecord(value as typeof run).slice(0, -1);
    assertEquals(parseRecord(line), undefined, line);
  }
});
