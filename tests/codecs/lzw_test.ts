import { assertEquals } from "@std/assert";
import fc from "fast-check";
import { lzwDecode, type LzwKind } from "../../codecs/lzw.ts";
import { lzwEncode } from "./lzw_encode.ts";

const KINDS: readonly (readonly [string, LzwKind])[] = [
  ["GIF", { literalBits: 8, bitOrder: "low", early: false }],
  ["GIF of four colours", { literalBits: 2, bitOrder: "low", early: false }],
  ["TIFF", { literalBits: 8, bitOrder: "high", early: true }],
];

for (const [name, kind] of KINDS) {
  Deno.test(`lzwDecode() gives back what was encoded as ${name}`, () => {
    const value = fc.nat((1 << kind.literalBits) - 1);
    const run = fc.tuple(value, fc.integer({ min: 1, max: 60 }));
    fc.assert(
      fc.property(fc.array(run, { minLength: 1, maxLength: 400 }), (runs) => {
        const values = Uint8Array.from(runs.flatMap(([value, count]) => Array(count).fill(value)));
        const out = new Uint8Array(values.length);
        assertEquals(lzwDecode(lzwEncode(values, kind), kind, out), "full");
        assertEquals(out, values);
      }),
      { numRuns: 60 },
    );
  });

  Deno.test(`lzwDecode() gives back more values than ${name} has codes`, () => {
    const most = (1 << kind.literalBits) - 1;
    // A generator that has every pair, so that the table fills and is cleared again and again.
    const values = Uint8Array.from(
      { length: 60_000 },
      (_, i) => Math.imul(i, 2654435761) >>> 7 & most,
    );
    const out = new Uint8Array(values.length);
    assertEquals(lzwDecode(lzwEncode(values, kind), kind, out), "full");
    assertEquals(out, values);
  });

  Deno.test(`lzwDecode() says that ${name} data is short, and keeps to its output, for every prefix`, () => {
    const values = Uint8Array.from({ length: 90 }, (_, i) => (i >> 2) & 3);
    const data = lzwEncode(values, kind);
    for (let end = 0; end < data.length - 2; end++) {
      const memory = new Uint8Array(100).fill(77);
      assertEquals(lzwDecode(data.subarray(0, end), kind, memory.subarray(5, 95)), "short");
      assertEquals([...memory.subarray(0, 5), ...memory.subarray(95)], Array(10).fill(77));
    }
  });
}

Deno.test("lzwDecode() says that a code nobody defined is broken", () => {
  const kind = { literalBits: 2, bitOrder: "low", early: false } as const;
  // Clear (4), then code 7 before any string is known.
  assertEquals(lzwDecode(Uint8Array.of(0b111100), kind, new Uint8Array(9)), "broken");
});

Deno.test("lzwDecode() ends with a word for any bytes", () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 400 }), fc.constantFrom(...KINDS), (data, [, kind]) => {
      const end = lzwDecode(data, kind, new Uint8Array(5_000));
      assertEquals(["full", "short", "broken"].includes(end), true);
    }),
  );
});
