import { assertEquals, assertThrows } from "@std/assert";
import fc from "fast-check";
import { faxDecode, type FaxShape } from "../../../codecs/tiff/fax.ts";
import { openTiffDecoder } from "../../../codecs/tiff/tiff.ts";
import { DecodeError } from "../../../errors.ts";
import { encodeGroup3, encodeGroup4, encodeRows, type FaxRow } from "./fax_encode.ts";
import { GROUP_3_FILE, GROUP_4_FILE } from "./fax_files.ts";

/** The rows that both files hold. */
function everyRun(): FaxRow[] {
  const first = Array.from({ length: 63 }, (_, i) => [i + 1, i + 1]).flat();
  const others = Array.from({ length: 40 }, (_, i) => [64 * (i + 1), 64 * (i + 1)]);
  return [first, ...others].map((runs) => {
    const row = runs.flatMap((length, i) => Array<boolean>(length).fill(i % 2 === 1));
    return [...row, ...Array<boolean>(5200 - row.length).fill(false)];
  });
}

for (const [name, file] of [["Group 3", GROUP_3_FILE], ["Group 4", GROUP_4_FILE]] as const) {
  Deno.test(`TIFF decode() reads every run of a ${name} file of another encoder`, async () => {
    const { width, height, data } = await openTiffDecoder().decode(file);
    const expected = everyRun();
    assertEquals([width, height], [5200, 41]);
    for (let y = 0; y < height; y++) {
      const row = Array.from({ length: width }, (_, x) => data[(y * width + x) * 4] === 0);
      assertEquals(row, expected[y], `row ${y}`);
    }
  });
}

interface Kind {
  readonly name: string;
  readonly kind: FaxShape["kind"];
  readonly options: number;
  readonly encode: (rows: FaxRow[]) => Uint8Array;
}

const KINDS: readonly Kind[] = [
  { name: "Group 4", kind: "fax_4", options: 0, encode: encodeGroup4 },
  {
    name: "Group 3",
    kind: "fax_3",
    options: 0,
    encode: (rows: FaxRow[]) => encodeGroup3(rows, false),
  },
  {
    ...{ name: "Group 3 with rows by those above", kind: "fax_3", options: 1 },
    encode: (rows: FaxRow[]) => encodeGroup3(rows, true),
  },
  { name: "fax rows without marks", kind: "fax_rows", options: 0, encode: encodeRows },
];

/** Rows of one width; runs are short or long, and rows are often like the one above. */
const pictures = fc.integer({ min: 1, max: 90 }).chain((width) =>
  fc.array(fc.array(fc.integer({ min: 1, max: 12 }), { minLength: 1, maxLength: 30 }), {
    minLength: 1,
    maxLength: 8,
  }).map((rows) =>
    rows.map((runs, y) => {
      const changes = y % 3 === 2 ? rows[y - 1].map((run, i) => i === 1 ? run + 1 : run) : runs;
      const row = changes.flatMap((length, i) => Array<boolean>(length).fill(i % 2 === y % 2));
      return Array.from({ length: width }, (_, x) => row[x] ?? false);
    })
  )
);

function shapeOf(rows: readonly FaxRow[], kind: FaxShape["kind"], options: number): FaxShape {
  const width = rows[0].length;
  return { width, rows: rows.length, rowBytes: Math.ceil(width / 8), kind, options };
}

function unpack(bytes: Uint8Array, { width, rows, rowBytes }: FaxShape): boolean[][] {
  return Array.from(
    { length: rows },
    (_, y) =>
      Array.from(
        { length: width },
        (_, x) => (bytes[y * rowBytes + (x >> 3)] >> (7 - (x & 7)) & 1) === 1,
      ),
  );
}

for (const { name, kind, options, encode } of KINDS) {
  Deno.test(`faxDecode() gives back what was encoded as ${name}`, () => {
    fc.assert(
      fc.property(pictures, (rows) => {
        const shape = shapeOf(rows, kind, options);
        assertEquals(unpack(faxDecode(encode(rows), shape), shape), rows);
      }),
      { numRuns: 300 },
    );
  });

  Deno.test(`faxDecode() refuses or reads any bytes as ${name}`, () => {
    const shape: FaxShape = { width: 50, rows: 20, rowBytes: 7, kind, options };
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 60 }), (bytes) => {
        try {
          assertEquals(faxDecode(bytes, shape).length, 140);
        } catch (error) {
          if (!(error instanceof DecodeError)) throw error;
        }
      }),
      { numRuns: 300 },
    );
  });
}

Deno.test("faxDecode() says that rows are missing", () => {
  const rows = [[false, true, true, false], [true, true, false, false]];
  const shape = { ...shapeOf(rows, "fax_4", 0), rows: 30 };
  assertEquals(
    assertThrows(() => faxDecode(encodeGroup4(rows), shape), DecodeError).code,
    "truncated_image",
  );
});

Deno.test("faxDecode() refuses uncompressed parts by name", () => {
  const shape = { ...shapeOf([[true]], "fax_3", 2) };
  const error = assertThrows(() => faxDecode(Uint8Array.of(0), shape), DecodeError);
  assertEquals(error.code, "unsupported_format");
});
