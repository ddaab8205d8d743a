import { assertEquals, assertGreater, assertLess, assertRejects, assertThrows } from "@std/assert";
import { openAvif } from "../../codecs/avif.ts";
import { MemoryBound } from "../../codecs/memory_bound.ts";
import { DecodeError } from "../../errors.ts";
import { createImage, type RgbaImage } from "../../image/rgba_image.ts";

const PAGE = 65_536;

Deno.test("MemoryBound lets a memory grow up to its bound, and not beyond", () => {
  const memory = new WebAssembly.Memory({ initial: 1 });
  const bound = new MemoryBound();
  bound.hold({ memory, other: () => {} });
  assertEquals(memory.grow(1), 1);
  bound.most = 3 * PAGE;
  assertThrows(() => memory.grow(2), RangeError);
  assertEquals(memory.grow(1), 2);
  assertThrows(() => memory.grow(1), RangeError);
});

Deno.test("AVIF decode() takes memory by the size in the header, not by that of the data", async () => {
  const codec = openAvif();
  const picture = noise(8000, 64);
  const file = await codec.encode(picture, { background: [0, 0, 0], lossless: true, effort: 0 });
  const needed = await mostMemory(async () => assertEquals(await codec.decode(file), picture));
  const small = withSize(file, 8, 8);
  const given = await mostMemory(() => assertRejects(() => openAvif().decode(small), DecodeError));
  assertGreater(needed, 90e6);
  assertLess(given, 80e6);
});

function noise(width: number, height: number): RgbaImage {
  const image = createImage(width, height);
  for (let i = 0; i < image.data.length; i++) image.data[i] = Math.imul(i, 0x9e3779b1) >>> 24;
  return image;
}

/** The file with another size in its header. */
function withSize(file: Uint8Array, width: number, height: number): Uint8Array {
  const copy = file.slice();
  const at = new TextDecoder("latin1").decode(copy).indexOf("ispe");
  const view = new DataView(copy.buffer);
  view.setUint32(at + 8, width);
  view.setUint32(at + 12, height);
  return copy;
}

/** The size that the largest memory has grown to meanwhile. */
async function mostMemory(work: () => Promise<unknown>): Promise<number> {
  const { prototype } = WebAssembly.Memory;
  const { grow } = prototype;
  let most = 0;
  prototype.grow = function (pages) {
    const before = grow.call(this, pages);
    most = Math.max(most, this.buffer.byteLength);
    return before;
  };
  try {
    await work();
  } finally {
    prototype.grow = grow;
  }
  return most;
}
