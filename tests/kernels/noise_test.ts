import { assert, assertEquals } from "@std/assert";
import { mix } from "../../kernels/reference/noise.ts";
import { channelRows, paint, runStage } from "./run_stage.ts";

Deno.test("mix() gives the known values of its constants", () => {
  // By hand, in numbers of 64 bits.
  function naive(value: bigint): bigint {
    const mask = 0xffffffffn;
    value = ((value ^ (value >> 16n)) * 0x7feb352dn) & mask;
    value = ((value ^ (value >> 15n)) * 0x846ca68bn) & mask;
    return value ^ (value >> 16n);
  }
  for (const value of [0, 1, 2, 77, 65535, 65536, 0x7fffffff, 0x80000000, 0xffffffff]) {
    assertEquals(BigInt(mix(value) >>> 0), naive(BigInt(value)));
  }
});

Deno.test("mix() scatters: every bit of its argument changes half of the result", () => {
  for (let bit = 0; bit < 32; bit++) {
    let changed = 0;
    for (let i = 0; i < 500; i++) {
      const value = Math.imul(i, 0x9e3779b1);
      for (let rest = mix(value) ^ mix(value ^ (1 << bit)); rest !== 0; rest &= rest - 1) changed++;
    }
    assert(Math.abs(changed / 500 - 16) < 1, `bit ${bit} changes ${changed / 500} bits`);
  }
});

Deno.test("noise() draws each level of its table about equally often", () => {
  const levels = Int16Array.from({ length: 1024 }, (_, i) => i >> 3);
  const black = paint(256, 256, () => [0, 0, 0, 255]);
  const result = runStage({ kind: "noise", seed: 9, levels, monochrome: false }, black);
  for (const channel of [0, 1, 2]) {
    const counts = new Array<number>(128).fill(0);
    channelRows(result, channel).flat().forEach((level) => counts[level]++);
    // 512 each are expected, and stray by 23; six times that would be one in a billion.
    assert(counts.every((count) => Math.abs(count - 512) < 136), `${counts}`);
  }
});
