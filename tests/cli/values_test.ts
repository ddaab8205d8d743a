import { assertEquals, assertThrows } from "@std/assert";
import { byteSize, duration, oneOf, pixelCount, wholeNumber } from "../../cli/values.ts";
import { InputError } from "../../errors.ts";

const TIMES = [["30", 30_000], ["30s", 30_000], ["500ms", 500], ["2m", 120_000], [
  "0.5",
  500,
]] as const;

for (const [text, ms] of TIMES) {
  Deno.test(`duration() reads ${text} as ${ms} ms`, () => {
    assertEquals(duration("timeout", text), ms);
  });
}

for (const text of ["", "0", "-1", "NaN", "Infinity", "1e3", "5 s", "1h", "86401", "0.1ms", ".5"]) {
  Deno.test(`duration() refuses '${text}'`, () => {
    const error = assertThrows(() => duration("timeout", text), InputError);
    assertEquals(error.message.endsWith(`current value is ${text}`), true);
  });
}

const SIZES = [
  ["2GiB", 2 * 1024 ** 3],
  ["512mb", 512e6],
  ["1.5 MiB", 1.5 * 1024 ** 2],
  ["2048KiB", 2 * 1024 ** 2],
  ["5000KB", 5e6],
  ["3000000", 3e6],
  ["3000000B", 3e6],
] as const;

for (const [text, bytes] of SIZES) {
  Deno.test(`byteSize() reads ${text} as ${bytes} bytes`, () => {
    assertEquals(byteSize("memory-budget", text), bytes);
  });
}

for (
  const text of ["", "2", "GiB", "-2GiB", "2G", "NaN", "Infinity", "1e9", "1023KiB", "9999GiB"]
) {
  Deno.test(`byteSize() refuses '${text}'`, () => {
    const error = assertThrows(
      () => byteSize("memory-budget", text),
      InputError,
      "for instance 2GiB",
    );
    assertEquals(error.message.endsWith(`current value is ${text}`), true);
  });
}

Deno.test("wholeNumber() takes the ends of its range and nothing beyond", () => {
  assertEquals(wholeNumber("quality", "1", 1, 100), 1);
  assertEquals(wholeNumber("quality", "100", 1, 100), 100);
  for (const text of ["0", "101", "1.5", "-1", "NaN", "Infinity", "", "0x10", "1e2", " 5", "٣"]) {
    assertThrows(() => wholeNumber("quality", text, 1, 100), InputError, "from 1 to 100");
  }
});

Deno.test("oneOf() names what is allowed and the nearest word", () => {
  assertEquals(oneOf("mode", "sync", ["sync", "async"]), "sync");
  const error = assertThrows(() => oneOf("mode", "snyc", ["sync", "workers"]), InputError);
  assertEquals(
    error.message,
    "Cannot use --mode as it must be one of sync, workers, did you mean 'sync': current value is snyc",
  );
});

Deno.test("pixelCount() reads pixels, and thousands, millions and thousands of millions of them", () => {
  const cases: [string, number][] = [
    ["1", 1],
    ["50000", 50_000],
    ["20k", 20_000],
    ["100M", 100_000_000],
    ["1.5mp", 1_500_000],
    ["1G", 1_000_000_000],
  ];
  for (const [text, expected] of cases) {
    assertEquals(pixelCount("max-pixels", text, 1_000_000_000), expected);
  }
  for (const text of ["", "0", "-1", "1.1G", "NaN", "1e3", "5T", "2x2"]) {
    assertThrows(() => pixelCount("max-pixels", text, 1_000_000_000), InputError, "up to 1000M");
  }
});
