import { assertEquals, assertThrows } from "@std/assert";
import fc from "fast-check";
import { exifOrientation } from "../../../codecs/exif.ts";
import { uprightExif } from "../../../codecs/metadata/exif_block.ts";
import { METADATA_BYTES, UnusableMetadata } from "../../../codecs/metadata/metadata.ts";
import { concat } from "../png_file.ts";
import {
  ascii,
  exifFile,
  type ExifParts,
  long,
  noise,
  opaque,
  readExif,
  short,
  valueOf,
} from "./metadata_files.ts";

const SIZE = { width: 70_000, height: 40 };
const MAKER_NOTE = 0x927c;
const SECRET = new Uint8Array([0xff, 0xd8, 0xff, ...noise(40, 3)]);

/** A camera's block: orientation 6, names, times, a place, a thumbnail. */
function camera(order: "II" | "MM" = "II", more: Partial<ExifParts> = {}): Uint8Array {
  const little = order === "II";
  return exifFile({
    order,
    image: [ascii(0x010f, "Maker of cameras"), short(0x0112, 6, little)],
    photo: [
      ascii(0x9003, "2026:01:02 03:04:05"),
      short(0xa002, 400, little),
      long(0xa003, 300, little),
    ],
    place: [ascii(0x0001, "N"), opaque(0x0002, noise(24))],
    thumbnail: SECRET,
    ...more,
  });
}

for (const order of ["II", "MM"] as const) {
  const little = order === "II";

  Deno.test(`uprightExif() sets orientation 1 and the size of the result in ${order} byte order`, () => {
    const { image, photo } = readExif(uprightExif(camera(order), SIZE));
    assertEquals(valueOf(image.get(0x0112), little), 1);
    assertEquals(valueOf(photo.get(0xa002), little), 70_000);
    assertEquals(valueOf(photo.get(0xa003), little), 40);
  });

  Deno.test(`uprightExif() keeps names, times and the place in ${order} byte order`, () => {
    const before = readExif(camera(order));
    const { image, photo, place } = readExif(uprightExif(camera(order), SIZE));
    assertEquals(image.get(0x010f), before.image.get(0x010f));
    assertEquals(photo.get(0x9003), before.photo.get(0x9003));
    assertEquals(place, before.place);
  });

  Deno.test(`exifOrientation() reads 1 from a block of uprightExif() in ${order} byte order`, () => {
    assertEquals(exifOrientation(camera(order)), 6);
    assertEquals(exifOrientation(uprightExif(camera(order), SIZE)), 1);
  });
}

Deno.test("uprightExif() leaves no byte of the thumbnail, and no second directory", () => {
  const result = uprightExif(camera(), SIZE);
  assertEquals(holds(camera(), SECRET), true);
  assertEquals(holds(result, SECRET.subarray(0, 8)), false);
  assertEquals(readExif(result).image.has(-1), false);
  assertEquals(result.length < camera().length - SECRET.length, true);
});

Deno.test("uprightExif() leaves no byte that nothing points to", () => {
  const hidden = noise(30, 2);
  // Between the directories, where editors leave what they have unlinked.
  const block = camera("II", { image: [short(0x0112, 6), opaque(0x014a, hidden)] });
  assertEquals(holds(block, hidden), true);
  assertEquals(holds(uprightExif(block, SIZE), hidden.subarray(0, 8)), false);
  assertEquals(holds(uprightExif(concat([block, hidden]), SIZE), hidden.subarray(0, 8)), false);
});

Deno.test("uprightExif() leaves no byte of a value that it replaces", () => {
  const hidden = noise(40, 4);
  const block = camera("II", { photo: [opaque(0xa002, hidden), short(0xa003, 9)] });
  const result = uprightExif(block, SIZE);
  assertEquals(valueOf(readExif(result).photo.get(0xa002)), 70_000);
  assertEquals(holds(result, hidden.subarray(0, 8)), false);
});

Deno.test("uprightExif() keeps a maker note at its place, as it points into the block by position", () => {
  const note = noise(200);
  const block = camera("II", { photo: [opaque(MAKER_NOTE, note), short(0xa002, 9)] });
  const result = uprightExif(block, SIZE);
  assertEquals(readExif(result).photo.get(MAKER_NOTE), note);
  assertEquals(find(result, note), find(block, note));
});

Deno.test("uprightExif() leaves a maker note out that holds a JPEG", () => {
  const note = concat([noise(20), SECRET, noise(20)]);
  const result = uprightExif(camera("II", { photo: [opaque(MAKER_NOTE, note)] }), SIZE);
  assertEquals(readExif(result).photo.has(MAKER_NOTE), false);
  assertEquals(holds(result, SECRET), false);
});

Deno.test("uprightExif() leaves out what describes the stored pixels", () => {
  const tags = [0x0100, 0x0101, 0x0111, 0x0117, 0x0201, 0x0202];
  const block = exifFile({ image: [...tags.map((tag) => long(tag, 7)), ascii(0x0131, "x")] });
  assertEquals([...readExif(uprightExif(block, SIZE)).image.keys()], [0x0131]);
});

Deno.test("uprightExif() sets the orientation in every directory that has one", () => {
  const block = camera("II", { photo: [short(0x0112, 8)], place: [short(0x0112, 3)] });
  const { photo, place } = readExif(uprightExif(block, SIZE));
  assertEquals([valueOf(photo.get(0x0112)), valueOf(place.get(0x0112))], [1, 1]);
});

Deno.test("uprightExif() keeps the first of a tag that comes twice", () => {
  const block = exifFile({ image: [short(0x0112, 6), short(0x0112, 8)] });
  const result = uprightExif(block, SIZE);
  assertEquals(new DataView(result.buffer).getUint16(8, true), 1);
  assertEquals(exifOrientation(result), 1);
});

Deno.test("uprightExif() adds no field that was not there", () => {
  const block = exifFile({ image: [ascii(0x010f, "Maker")] });
  assertEquals([...readExif(uprightExif(block, SIZE)).image.keys()], [0x010f]);
});

Deno.test("uprightExif() leaves an entry out whose value lies outside", () => {
  const block = exifFile({ image: [ascii(0x010f, "Maker of cameras"), short(0x0112, 6)] });
  new DataView(block.buffer).setUint32(10 + 8, block.length, true);
  assertEquals([...readExif(uprightExif(block, SIZE)).image.keys()], [0x0112]);
});

Deno.test("uprightExif() leaves an entry out whose value lies over a directory", () => {
  const block = exifFile({ image: [ascii(0x010f, "Maker of cameras"), short(0x0112, 6)] });
  new DataView(block.buffer).setUint32(10 + 8, 12, true);
  assertEquals([...readExif(uprightExif(block, SIZE)).image.keys()], [0x0112]);
});

for (
  const [what, block] of [
    ["nothing", new Uint8Array()],
    ["another file", noise(100)],
    ["a directory beyond its end", exifFile({ image: [short(0x0112, 6)] }).subarray(0, 12)],
    ["a directory that is its own child", selfContaining()],
    ["values that share their bytes a thousand times", crowded()],
  ] as const
) {
  Deno.test(`uprightExif() refuses ${what}`, () => {
    assertThrows(() => uprightExif(block, SIZE), UnusableMetadata, "it is damaged");
  });
}

Deno.test("uprightExif() refuses more than a JPEG segment holds", () => {
  const head = exifFile({ image: [short(0x0112, 6)] });
  const most = METADATA_BYTES.exif;
  assertEquals(
    uprightExif(concat([head, new Uint8Array(most - head.length)]), SIZE),
    uprightExif(head, SIZE),
  );
  assertThrows(
    () => uprightExif(concat([head, new Uint8Array(most + 1 - head.length)]), SIZE),
    UnusableMetadata,
    "it is longer than 65527 bytes",
  );
});

Deno.test("uprightExif() changes nothing in its own result", () => {
  const once = uprightExif(camera(), SIZE);
  assertEquals(uprightExif(once, SIZE), once);
});

Deno.test("uprightExif() gives a block that it accepts again, or refuses, for any change", () => {
  const whole = camera("II", { photo: [opaque(MAKER_NOTE, noise(30)), short(0xa002, 9)] });
  const change = fc.tuple(fc.nat(whole.length - 1), fc.nat(255));
  fc.assert(
    fc.property(fc.array(change, { minLength: 1, maxLength: 12 }), (changes) => {
      const block = whole.slice();
      for (const [at, value] of changes) block[at] = value;
      let once: Uint8Array;
      try {
        once = uprightExif(block, SIZE);
      } catch (error) {
        if (error instanceof UnusableMetadata) return;
        throw error;
      }
      assertEquals(exifOrientation(once), 1);
      assertEquals(uprightExif(once, SIZE), once);
    }),
    { numRuns: 1000 },
  );
});

function find(bytes: Uint8Array, part: Uint8Array): number {
  const [text, wanted] = [bytes, part].map((each) => String.fromCharCode(...each));
  return text.indexOf(wanted);
}

function holds(bytes: Uint8Array, part: Uint8Array): boolean {
  return find(bytes, part) >= 0;
}

function selfContaining(): Uint8Array {
  const block = exifFile({ image: [short(0x0112, 6)], photo: [short(0xa002, 1)] });
  new DataView(block.buffer).setUint32(10 + 12 + 8, 8, true);
  return block;
}

function crowded(): Uint8Array {
  const fields = Array.from({ length: 1000 }, (_, i) => opaque(0xc000 + i, noise(8)));
  const block = exifFile({ image: fields });
  const view = new DataView(block.buffer);
  const values = view.getUint32(10 + 8, true);
  for (let i = 0; i < 1000; i++) {
    view.setUint32(10 + 12 * i + 4, 8000, true);
    view.setUint32(10 + 12 * i + 8, values, true);
  }
  return block;
}
