import { assertEquals } from "@std/assert";
import { createImage, type RgbaImage } from "../../image/rgba_image.ts";
import { homeOf, rememberHome } from "../../image/wasm_home.ts";
import { prepareStage } from "../../kernels/kernels.ts";
import { simdKernels } from "../../kernels/simd/mod.ts";
import { Space } from "../../kernels/simd/space.ts";
import { SHARED_MODULE } from "../../kernels/simd/compiled.ts";
import type { Stage } from "../../kernels/stage.ts";
import { runStage } from "../kernels/run_stage.ts";

const PAGE = 65536;
const BLUR: Stage = { kind: "blur", weights: Uint16Array.of(96, 64, 16) };

function sharedMemory(initial: number, maximum: number): WebAssembly.Memory {
  return new WebAssembly.Memory({ initial, maximum, shared: true });
}

function openSpace(memory: WebAssembly.Memory): Space {
  return new Space(new WebAssembly.Module(Uint8Array.fromBase64(SHARED_MODULE)), memory);
}

/** A noisy picture, and room for another of its size, in a memory. */
function picturesIn(memory: WebAssembly.Memory): [RgbaImage, RgbaImage] {
  rememberHome(memory);
  const size = { width: 50, height: 30 };
  const place = (offset: number): RgbaImage => ({
    ...size,
    data: new Uint8ClampedArray(memory.buffer, offset, 6_000),
  });
  const [source, target] = [place(PAGE), place(PAGE + 6_016)];
  source.data.forEach((_, i) => source.data[i] = (i & 3) === 3 ? 255 : i * 73);
  return [source, target];
}

Deno.test("Space.take() gives parts that do not overlap, and keeps clear of what others add", () => {
  const memory = sharedMemory(2, 4_000);
  const spaces = [openSpace(memory), openSpace(memory)];
  const parts: [number, number][] = [[0, 2 * PAGE]];
  spaces.forEach((space) => space.claim({}));
  for (let i = 0; i < 12; i++) {
    const bytes = 300_000 + i;
    parts.push(...spaces.map((space): [number, number] => [space.take(bytes), bytes]));
  }
  parts.sort(([a], [b]) => a - b);
  parts.slice(1).forEach(([at], i) => {
    const [before, bytes] = parts[i];
    assertEquals(at >= before + bytes, true, `${at} is within ${bytes} from ${before}`);
  });
  const [end, bytes] = parts[parts.length - 1];
  assertEquals(end + bytes <= memory.buffer.byteLength, true);
});

Deno.test("Space.claim() takes a space over, and gives the same part to each owner", () => {
  const space = openSpace(sharedMemory(1, 100));
  const [first, second] = [{}, {}];
  space.claim(first);
  const at = space.take(100);
  assertEquals([space.isHeldBy(first), space.isHeldBy(second)], [true, false]);
  space.claim(second);
  assertEquals([space.isHeldBy(first), space.isHeldBy(second)], [false, true]);
  assertEquals(space.take(200), at);
});

Deno.test("kernels work in the memory of a picture while it grows", () => {
  const memory = sharedMemory(2, 400);
  const [source, target] = picturesIn(memory);
  const runRows = prepareStage(simdKernels, BLUR, source, target);
  runRows(0, 10);
  memory.grow(7);
  runRows(10, 30);
  assertEquals(target.data.slice(), runStage(BLUR, source).data);
  assertEquals(homeOf(source), memory);
});

Deno.test("kernels copy rows when the memory of a picture cannot grow", () => {
  const memory = sharedMemory(2, 2);
  const [source, target] = picturesIn(memory);
  prepareStage(simdKernels, BLUR, source, target)(0, 30);
  assertEquals(target.data.slice(), runStage(BLUR, source).data);
});

Deno.test("kernels copy rows between a picture in a shared memory and one elsewhere", () => {
  const [source] = picturesIn(sharedMemory(2, 2));
  const [, elsewhere] = picturesIn(sharedMemory(2, 2));
  const plain = createImage(50, 30);
  for (const target of [plain, elsewhere]) {
    prepareStage(simdKernels, BLUR, source, target)(0, 30);
    assertEquals(target.data.slice(), runStage(BLUR, source).data);
  }
});
