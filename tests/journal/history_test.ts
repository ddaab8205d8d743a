import { assertEquals } from "@std/assert";
import fc from "fast-check";
import { historyOf, readRecords } from "../../journal/history.ts";
import { formatRecord, type JournalRecord } from "../../journal/record.ts";
import { doneRecord, runRecord, SAMPLES } from "./records.ts";

const encoder = new TextEncoder();

const name = fc.string({ unit: "binary", maxLength: 12 });

const records: fc.Arbitrary<JournalRecord[]> = fc.array(
  fc.oneof(
    fc.tuple(name, name).map(([run, recipe]) => runRecord(run, { recipe })),
    fc.tuple(name, name, fc.nat(), fc.option(fc.double({ noNaN: true, noDefaultInfinity: true })))
      .map(([output, input, bytes, mtime]) =>
        // JSON knows no negative zero.
        doneRecord(output, { input, input_bytes: bytes, input_mtime: mtime === 0 ? 0 : mtime })
      ),
    fc.constantFrom(...SAMPLES),
  ),
  { maxLength: 5 },
);

function written(all: readonly JournalRecord[]): Uint8Array {
  return encoder.encode(all.map(formatRecord).join(""));
}

Deno.test("readRecords() reads every prefix of a journal as a prefix of its records", () => {
  fc.assert(
    fc.property(records, fc.double({ min: 0, max: 1, noNaN: true }), (all, share) => {
      const bytes = written(all);
      const end = Math.round(share * bytes.length);
      const read = readRecords(bytes.subarray(0, end));
      assertEquals(read, all.slice(0, read.length));
      // A line counts as soon as it is complete, its line feed apart.
      const whole = all.filter((_, index) => written(all.slice(0, index + 1)).length - 1 <= end);
      assertEquals(read.length, whole.length);
    }),
  );
  const bytes = written(SAMPLES);
  for (let end = 0; end <= bytes.length; end++) {
    const read = readRecords(bytes.subarray(0, end));
    assertEquals(read, SAMPLES.slice(0, read.length));
  }
});

Deno.test("readRecords() reads on after a torn line", () => {
  fc.assert(
    fc.property(records, records, fc.nat({ max: 150 }), (before, after, cut) => {
      const torn = encoder.encode(formatRecord(SAMPLES[0])).subarray(0, cut);
      const bytes = new Uint8Array([...written(before), ...torn, 10, ...written(after)]);
      assertEquals(readRecords(bytes), [...before, ...after]);
    }),
  );
});

Deno.test("readRecords() never throws and finds nothing in random bytes", () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 400 }), (bytes) => {
      assertEquals(readRecords(bytes), []);
    }),
  );
  fc.assert(
    fc.property(records, fc.nat(), fc.integer({ min: 1, max: 255 }), (all, at, flip) => {
      const bytes = written(all);
      if (bytes.length > 0) bytes[at % bytes.length] ^= flip;
      const read = readRecords(bytes);
      // One damaged byte costs one record, or two when it was the line feed between them.
      assertEquals(all.length - read.length <= 2, true);
      assertEquals(read.every((record) => all.some((one) => equal(one, record))), true);
    }),
  );
});

function equal(left: JournalRecord, right: JournalRecord): boolean {
  return formatRecord(left) === formatRecord(right);
}

Deno.test("historyOf() keeps the last result of each output, and failures take none away", () => {
  const newer = doneRecord("a.png", { work: "w2", output_sha256: "22" });
  const failed: JournalRecord = {
    type: "job",
    state: "failed",
    run: "0000000b",
    work: "w2",
    input: "b",
    output: "b.png",
    code: "disk_full",
  };
  const { done, runs } = historyOf([
    runRecord(),
    doneRecord("a.png"),
    doneRecord("b.png"),
    runRecord("0000000b"),
    newer,
    failed,
  ]);
  assertEquals([...done], [["a.png", newer], ["b.png", doneRecord("b.png")]]);
  assertEquals(runs.map(({ run }) => run), ["0000000a", "0000000b"]);
});

Deno.test("historyOf() tells a run that tried everything from one that was killed or interrupted", () => {
  const end = (state: "complete" | "incomplete" | "interrupted"): JournalRecord => ({
    type: "end",
    run: "0000000a",
    state,
  });
  assertEquals(historyOf([]).ended, false);
  assertEquals(historyOf([runRecord(), doneRecord()]).ended, false);
  assertEquals(historyOf([runRecord(), end("interrupted")]).ended, false);
  assertEquals(historyOf([runRecord(), end("incomplete")]).ended, true);
  assertEquals(historyOf([runRecord(), end("complete")]).ended, true);
  assertEquals(historyOf([runRecord(), end("complete"), runRecord()]).ended, false);
});
